using System.Net;
using Telemetry.EndToEnd.Line;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.EndToEnd.Collecting;

/// <summary>A running process takes other settings without losing anything; a bad file changes nothing.</summary>
[Collection(RealTime.Name)]
public sealed class ReloadTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly int _port = Ports.Free();

    [Fact]
    public async Task Settings_ThatAreReloaded_HoldWholeOrNotAtAll()
    {
        await using var target = await CountingTarget.StartAsync();
        await using var process = await TelemetryProcess.StartRoleAsync("standalone", Write(target, ["a"]), _port);
        await UntilAsync("\"scrapePool\":\"a\"", process);

        Write(target, ["a", "b"]);
        Assert.Equal((HttpStatusCode.OK, ""), await PostAsync());
        await UntilAsync("\"scrapePool\":\"b\"", process);
        var before = target.ScrapesOf("a").Count;

        Write(target, ["a", "b", "c"], extra: "scrape_intervall: 1s");
        var (status, answer) = await PostAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("did you mean scrape_interval?", answer, StringComparison.Ordinal);
        Assert.Contains("telemetry_hosting_config_last_reload_successful 0", await GetAsync("/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"scrapePool\":\"c\"", await GetAsync("/api/v1/targets"), StringComparison.Ordinal);
        Assert.Contains(process.Child.Errors, line => line.Contains("Settings not reloaded", StringComparison.Ordinal));

        Write(target, ["a"], more: "log: { level: debug }");
        process.Child.HangUp();
        await Eventually.TrueAsync(() => process.Child.Errors.Any(line => line.Contains("only after a restart: log.level", StringComparison.Ordinal)), Deadline, () => process.Child.Tail());
        await Eventually.TrueAsync(async () => !(await GetAsync("/api/v1/targets")).Contains("\"scrapePool\":\"b\"", StringComparison.Ordinal), Deadline, () => process.Child.Tail());
        Assert.Contains("telemetry_hosting_config_last_reload_successful 1", await GetAsync("/metrics"), StringComparison.Ordinal);
        Assert.Contains("telemetry_hosting_config_restart_needed 1", await GetAsync("/metrics"), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => target.ScrapesOf("a").Count > before + 1, Deadline, () => process.Child.Tail());

        using var wrong = await _client.GetAsync(Url("/-/reload"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Equal(0, await process.Child.StopAsync(Deadline));
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task UntilAsync(string part, TelemetryProcess process) =>
        Eventually.TrueAsync(async () => (await GetAsync("/api/v1/targets")).Contains(part, StringComparison.Ordinal), Deadline, () => process.Child.Tail());

    private async Task<(HttpStatusCode Status, string Answer)> PostAsync()
    {
        using var answer = await _client.PostAsync(Url("/-/reload"), content: null);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<string> GetAsync(string path) => _client.GetStringAsync(Url(path));

    private Uri Url(string path) => new($"http://127.0.0.1:{_port}{path}");

    private string Write(CountingTarget target, string[] jobs, string extra = "", string more = "")
    {
        var lines = string.Join('\n', jobs.Select(job => $"""
              - job_name: {job}
                scrape_interval: 1s
                metrics_path: /metrics?name={job}
                targets: ["{target.Address}"]
                {extra}
            """));
        return _folder.Write("telemetry.yaml", $"""
            cluster: {"{ name: test }"}
            storage: {$"{{ path: {_folder["data"]} }}"}
            {more}
            scrape_configs:
            {lines}
            """);
    }
}
