using System.Collections.Concurrent;
using System.Globalization;
using Telemetry.Contracts;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>A broker and every role as processes of their own, two of them alerting; any of them can be killed and comes back.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const string RoutingKey = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, TelemetryProcess> _processes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ports = [];
    private KafkaBroker _broker = null!;
    private string _settings = "";
    private TimeSpan _groupWait;

    private ChaosCluster()
    {
    }

    /// <summary>Every role, alerting twice.</summary>
    public static IReadOnlyList<string> EveryRole { get; } = ["alerting-a", "alerting-b", "detector", "collector"];

    /// <summary>What runs, the broker aside: a role and, behind a dash, which of several.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The replicas of alerting that can be posted to.</summary>
    public IReadOnlyList<Uri> Addresses => [.. Roles.Where(role => role.StartsWith("alerting", StringComparison.Ordinal)).Select(AddressOf)];

    /// <summary>What a client of the broker needs.</summary>
    public IReadOnlyDictionary<string, string> BrokerProperties => _broker.Properties;

    /// <summary>Folder for what a process wrote until it was killed, a file for each role; null keeps nothing.</summary>
    public string? Logs { get; init; }

    /// <summary>Starts everything.</summary>
    /// <param name="hook">Receiver of every alert.</param>
    /// <param name="pager">Receiver of those of severity critical too.</param>
    /// <param name="roles">What runs.</param>
    /// <param name="groupWait">How long the first message of a group waits.</param>
    /// <param name="logs">Folder for what the processes write; null keeps nothing.</param>
    public static async Task<ChaosCluster> StartAsync(
        WebhookStandIn hook, PagerDutyStandIn pager, IReadOnlyList<string> roles, TimeSpan groupWait, string? logs = null)
    {
        var cluster = new ChaosCluster { _broker = await KafkaBroker.StartAsync(), _groupWait = groupWait, Roles = roles, Logs = logs };
        foreach (var stream in Streams.All) await cluster._broker.CreateTopicAsync(stream, partitions: stream == Streams.Alerts ? 1 : 2, Streams.IsCompacted(stream));
        foreach (var role in roles) cluster._ports[role] = Ports.Free();
        cluster._settings = cluster.WriteSettings(hook, pager);
        foreach (var role in roles) cluster.Start(role);
        return cluster;
    }

    /// <summary>Kills a role as <c>kill -9</c> does and starts it again.</summary>
    public async Task KillAsync(string role)
    {
        await _processes[role].DisposeAsync();
        Keep(role);
        Start(role);
    }

    /// <summary>Kills a role for good.</summary>
    public Task EndAsync(string role) => _processes[role].Child.KillAsync();

    /// <summary>Has a role stand still, and go on.</summary>
    public void Freeze(string role) => _processes[role].Child.Freeze();

    /// <inheritdoc cref="Freeze"/>
    public void Thaw(string role) => _processes[role].Child.Thaw();

    /// <summary>The role that opened the partition of the alert commands last; null while none has.</summary>
    public string? Owner => Roles.Where(role => OpenedLast(role) is not null).MaxBy(OpenedLast, StringComparer.Ordinal);

    /// <summary>Waits until every replica of alerting answers.</summary>
    public async Task ReadyAsync(TimeSpan deadline)
    {
        using var client = new HttpClient();
        foreach (var address in Addresses)
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    try
                    {
                        using var answer = await client.GetAsync(new Uri(address, "/readyz"));
                        return answer.IsSuccessStatusCode;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                },
                deadline, Tail);
        }
    }

    /// <summary>Kills the broker and starts it again on its data.</summary>
    public async Task KillBrokerAsync()
    {
        await _broker.KillBrokerAsync();
        await _broker.StartBrokerAsync();
    }

    /// <summary>Starts what ended by itself, as a kubelet would.</summary>
    public async Task ReviveAsync()
    {
        foreach (var role in Roles)
        {
            if (_processes[role].Child.HasExited) await KillAsync(role);
        }
    }

    /// <summary>What a role wrote last.</summary>
    public string Tail() => string.Join("\n---\n", Roles.Select(role => $"{role}:\n{_processes[role].Child.Tail(15)}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (role, process) in _processes)
        {
            await process.DisposeAsync();
            Keep(role);
        }

        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    private void Keep(string role)
    {
        if (Logs is null) return;
        Directory.CreateDirectory(Logs);
        File.AppendAllLines(Path.Combine(Logs, role + ".log"), [.. _processes[role].Child.Output, .. _processes[role].Child.Errors, "---"]);
    }

    // Lines of the log begin with their time.
    private string? OpenedLast(string role) => _processes[role].Child.HasExited ? null
        : _processes[role].Child.Output.Concat(_processes[role].Child.Errors).LastOrDefault(line => line.Contains("Alerting opened alerts/", StringComparison.Ordinal));

    private Uri AddressOf(string role) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[role]}"));

    private void Start(string role)
    {
        var variables = new Dictionary<string, string> { ["POD_NAME"] = role };
        _processes[role] = TelemetryProcess.Start(
            variables, role.Split('-')[0], "--config", _settings,
            "--set", $"web.listen-address=127.0.0.1:{_ports[role].ToString(CultureInfo.InvariantCulture)}",
            "--set", $"storage.path={_folder[role]}");
    }

    private string WriteSettings(WebhookStandIn hook, PagerDutyStandIn pager)
    {
        var properties = string.Join('\n', _broker.Properties.Where(property => property.Key != "session.timeout.ms").Select(property => $"    {property.Key}: \"{property.Value}\""));
        return _folder.Write("telemetry.yaml", $"""
            cluster:
              name: chaos
            scrape_configs:
              - job_name: self
                scrape_interval: 1s
                static_configs:
                  - targets: ["127.0.0.1:{_ports.GetValueOrDefault("detector", 1)}"]
            transport:
              kind: kafka
            kafka:
              partitions: 2
              replication_factor: 1
              properties:
            {properties}
                session.timeout.ms: "3000"
                heartbeat.interval.ms: "500"
            alerting:
              route:
                receiver: hook
                group_by: [alertname]
                group_wait: {(int)_groupWait.TotalSeconds}s
                group_interval: 1s
                repeat_interval: 1h
                routes:
                  - receiver: pager
                    matchers: [severity="critical"]
                    continue: true
                  - receiver: hook
              receivers:
                - name: hook
                  webhook_configs:
                    - url: {hook.Url}
                      secret_file: {_folder.Write("hook-secret", hook.Secret)}
                - name: pager
                  pagerduty_configs:
                    - url: {pager.Url}
                      routing_key_file: {_folder.Write("routing-key", RoutingKey)}
            """);
    }
}
