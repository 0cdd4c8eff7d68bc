using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Telemetry.Benchmarks.Scraping;
using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Storm;

/// <summary>A process that takes alerts by Alertmanager's API v2: a real Alertmanager or ours, with the same routes and receiver.</summary>
internal sealed class StormServer : IAsyncDisposable
{
    private const int AlertsInAPost = 500;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly ChildProcess _process;
    private readonly HttpClient _client;
    private readonly DirectoryInfo _folder;

    private StormServer(ChildProcess process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        _client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
    }

    /// <summary>CPU time and memory so far.</summary>
    public ProcessUsage Usage => ProcessUsage.Of(_process.Id);

    /// <summary>Starts the Alertmanager that is installed.</summary>
    public static Task<StormServer> StartAlertmanagerAsync(Uri sink, TimeSpan groupWait) => StartAsync(sink, groupWait, (port, folder, routes) =>
    {
        var settings = Path.Combine(folder, "alertmanager.yml");
        File.WriteAllText(settings, routes);
        return ChildProcess.Start("prometheus-alertmanager", [$"--config.file={settings}", $"--storage.path={folder}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="]);
    });

    /// <summary>Starts ours, the role of alerting alone.</summary>
    public static Task<StormServer> StartOursAsync(Uri sink, TimeSpan groupWait) => StartAsync(sink, groupWait, (port, folder, routes) =>
    {
        var settings = Path.Combine(folder, "telemetry.yaml");
        File.WriteAllText(settings, $"""
            cluster: {"{"}name: storm{"}"}
            storage: {"{"}path: {folder}/data{"}"}
            alerting:
            {string.Join('\n', routes.Split('\n').Select(line => "  " + line))}
            """);
        var program = Path.Combine(AppContext.BaseDirectory, "telemetry.dll");
        return ChildProcess.Start("dotnet", [program, "alerting", "--config", settings, "--set", $"web.listen-address=127.0.0.1:{port}"]);
    });

    /// <summary>Posts a storm: so many alerts, each a group of its own.</summary>
    public async Task PostAsync(string storm, int alerts)
    {
        for (var from = 0; from < alerts; from += AlertsInAPost)
        {
            await PostAsync(Enumerable.Range(from, Math.Min(AlertsInAPost, alerts - from)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{storm}{i}")));
        }
    }

    /// <summary>Posts alerts in one request.</summary>
    public async Task PostAsync(IEnumerable<string> names)
    {
        var body = JsonSerializer.Serialize(names.Select((name, i) => new { labels = new { alertname = name, svc = $"svc{i % 50}", pod = $"pod-{i}" } }));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri("/api/v2/alerts", UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Posts a storm and waits until all of it has come to the sink.</summary>
    public async Task<StormResult> RunAsync(StormSink sink, string storm, int alerts)
    {
        var before = Usage.CpuSeconds;
        var begun = Stopwatch.GetTimestamp();
        await PostAsync(storm, alerts);
        var accepted = Stopwatch.GetElapsedTime(begun);
        await Eventually.TrueAsync(() => sink.Count(storm) == alerts, Deadline, () => $"{sink.Count(storm)} of {alerts} came\n{_process.Tail()}");
        var delivered = Stopwatch.GetElapsedTime(begun, sink.LastOf(storm));

        // What is written down behind the last message belongs to the storm too.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var usage = Usage;
        return new StormResult(accepted, delivered, usage.CpuSeconds - before, usage.ResidentBytes);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<StormServer> StartAsync(Uri sink, TimeSpan groupWait, Func<int, string, string, ChildProcess> start)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-storm-");
        var port = Ports.Free();
        var routes = $"""
            route:
              receiver: sink
              group_by: [alertname]
              group_wait: {(int)groupWait.TotalSeconds}s
              group_interval: 5m
              repeat_interval: 1h
            receivers:
              - name: sink
                webhook_configs:
                  - url: {sink}
            """;
        var server = new StormServer(start(port, folder.FullName, routes), folder, port);
        await Eventually.TrueAsync(server.IsReadyAsync, Deadline, () => server._process.Tail());
        return server;
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException($"It ended before it was ready.\n{_process.Tail()}");
        try
        {
            using var answer = await _client.GetAsync(new Uri("/api/v2/status", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
