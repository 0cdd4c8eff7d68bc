using Telemetry.EndToEnd.Programs;
using Telemetry.Testing.Processes;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>Ours: the whole program, with an existing <c>alertmanager.yml</c>.</summary>
internal sealed class TelemetryRouter(string settings) : IAlertRouter
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = Ports.Free();
    private TelemetryProcess? _process;

    public string Name => "Telemetry";

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public async Task StartAsync()
    {
        _folder.Write("alertmanager.yml", settings);
        var config = _folder.Write("telemetry.yaml", $"""
            cluster: {"{ name: test }"}
            storage: {$"{{ path: {_folder["data"]} }}"}
            alerting: {$"{{ config_file: {_folder["alertmanager.yml"]} }}"}
            """);
        _process = await TelemetryProcess.StartRoleAsync("standalone", config, _port);
    }

    public async Task RestartAsync(bool kill)
    {
        if (kill) await _process!.Child.KillAsync();
        else await _process!.Child.StopAsync(Deadline);
        await _process.DisposeAsync();
        await StartAsync();
    }

    public Task WriteSettingsAsync(Func<string, string> edit) => File.WriteAllTextAsync(_folder["alertmanager.yml"], edit(settings));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }
}
