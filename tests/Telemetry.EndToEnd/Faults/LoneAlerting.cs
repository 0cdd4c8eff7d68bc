using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Faults;

/// <summary>The whole program as one process with its storage in a folder, telling one webhook of alerts, grouped by <c>job</c>.</summary>
internal sealed class LoneAlerting : IAsyncDisposable
{
    /// <summary>Long enough for the slowest machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client = new();
    private readonly int _port = Ports.Free();
    private readonly WebhookStandIn _hook;
    private readonly string _settings;
    private TelemetryProcess? _process;

    /// <param name="hook">Who is told.</param>
    /// <param name="folder">For the settings.</param>
    /// <param name="storage">Folder of the storage file.</param>
    public LoneAlerting(WebhookStandIn hook, TemporaryFolder folder, string storage)
    {
        _hook = hook;
        _settings = folder.Write("telemetry.yaml", $"""
            cluster:
              name: test
            storage:
              path: {storage}
            alerting:
              route:
                receiver: hook
                group_by: [job]
                group_wait: 2s
                group_interval: 1s
                repeat_interval: 1h
              receivers:
                - name: hook
                  webhook_configs:
                    - url: {hook.Url}
                      secret_file: {folder.Write("secret", hook.Secret)}
            """);
    }

    /// <summary>The process.</summary>
    public ChildProcess Child => _process!.Child;

    /// <summary>Every message that the webhook took: what it says of which alerts, each message once, in order.</summary>
    public IReadOnlyList<string> Told => [.. _hook.Messages.Select(Describe)];

    /// <summary>Starts it, and waits until it is ready.</summary>
    public async Task StartAsync(Dictionary<string, string>? variables = null) =>
        _process = await TelemetryProcess.StartAsync(variables ?? [], "standalone", _settings, _port);

    /// <summary>Posts alerts of a job without times: they fire as long as nobody says otherwise.</summary>
    public Task<HttpStatusCode> PostAsync(string job, params string[] names) => PostAsync(job, names, "");

    /// <summary>Posts that alerts are over.</summary>
    public Task<HttpStatusCode> EndAsync(string job, params string[] names) =>
        PostAsync(job, names, $",\"endsAt\":\"{TimeProvider.System.GetUtcNow():O}\"");

    /// <summary>The time that the process takes it to be.</summary>
    public async Task<DateTimeOffset> ClockAsync()
    {
        using var answer = await _client.GetAsync(AddressOf("/healthz"));
        return answer.Headers.Date!.Value;
    }

    /// <summary>Waits until the webhook took a message.</summary>
    public Task UntilToldAsync(string message) => Eventually.TrueAsync(() => Told.Contains(message), Deadline, Explain);

    /// <summary>What was told and written, for a failing test's message.</summary>
    public string Explain() => $"'{string.Join("; ", Told)}' was told; faults: {string.Join("; ", _hook.Faults)}\n{Child.Tail()}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_process is not null) await _process.DisposeAsync();
    }

    private static string Describe(string message)
    {
        var json = JsonNode.Parse(message)!;
        var names = json["alerts"]!.AsArray().Select(alert => alert!["labels"]!["alertname"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        return $"{json["status"]}: {string.Join(' ', names)}";
    }

    private async Task<HttpStatusCode> PostAsync(string job, string[] names, string end)
    {
        var alerts = names.Select(name => $"{{\"labels\":{{\"alertname\":\"{name}\",\"job\":\"{job}\"}}{end}}}");
        using var body = new StringContent($"[{string.Join(',', alerts)}]", Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(AddressOf("/api/v2/alerts"), body);
        return answer.StatusCode;
    }

    private Uri AddressOf(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}{path}"));
}
