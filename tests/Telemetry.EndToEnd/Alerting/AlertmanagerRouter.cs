using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>The real Alertmanager.</summary>
internal sealed class AlertmanagerRouter(string settings) : IAlertRouter
{
    /// <summary>The program.</summary>
    public const string Program = "prometheus-alertmanager";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = Ports.Free();
    private readonly HttpClient _client = new();
    private ChildProcess? _process;

    public string Name => "Alertmanager";

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public async Task StartAsync()
    {
        var config = _folder.Write("alertmanager.yml", settings);
        _process = ChildProcess.Start(
            Program, [$"--config.file={config}", $"--storage.path={_folder["data"]}", $"--web.listen-address=127.0.0.1:{_port}", "--cluster.listen-address="]);
        await Eventually.TrueAsync(IsReadyAsync, Deadline, () => _process.Tail());
    }

    public async Task RestartAsync(bool kill)
    {
        if (kill) await _process!.KillAsync();
        else await _process!.StopAsync(Deadline);
        await _process.DisposeAsync();
        await StartAsync();
    }

    public Task WriteSettingsAsync(Func<string, string> edit) => File.WriteAllTextAsync(_folder["alertmanager.yml"], edit(settings));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(Address, "/-/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
