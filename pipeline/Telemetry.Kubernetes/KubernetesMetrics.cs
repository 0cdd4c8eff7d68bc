using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Kubernetes;

/// <summary>What the client of the Kubernetes API says about itself.</summary>
public sealed class KubernetesMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Telemetry.Kubernetes";

    /// <summary>The code of a request that got no answer.</summary>
    internal const int NoAnswer = 0;

    private static readonly HashSet<int> NamedCodes = [NoAnswer, 200, 400, 401, 403, 404, 410, 429, 500, 502, 503, 504];

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<ResourceQuery, DateTimeOffset> _heard = new();
    private readonly Counter<long> _requests;
    private readonly Counter<long> _restarts;
    private readonly Counter<long> _relists;
    private readonly Counter<long> _objects;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _full;
    private readonly UpDownCounter<long> _unverified;

    public KubernetesMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("telemetry.kubernetes.requests", "{request}", "Requests to the API server, by status code; none without an answer.");
        _restarts = meter.CreateCounter<long>("telemetry.kubernetes.watch.restarts", "{watch}", "Watches that ended and were taken up again, by reason.");
        _relists = meter.CreateCounter<long>("telemetry.kubernetes.relists", "{list}", "Lists fetched from their beginning, by reason.");
        _objects = meter.CreateCounter<long>("telemetry.kubernetes.objects", "{object}", "Objects that lists and watches told, by what happened to them.");
        _unreadable = meter.CreateCounter<long>("telemetry.kubernetes.objects.unreadable", "{object}", "Objects that could not be read, by reason.");
        _full = meter.CreateCounter<long>("telemetry.kubernetes.fanout.full", "{event}", "Events that waited for a consumer whose queue was full.");
        _unverified = meter.CreateUpDownCounter<long>("telemetry.kubernetes.servers.unverified", "{server}", "API servers whose certificate is not verified, because the kubeconfig says so.");
        meter.CreateObservableGauge("telemetry.kubernetes.event.age", OldestSilence, "s", "Time since the watch that is silent the longest was heard, bookmarks included.");
    }

    internal void Asked(int code) => _requests.Add(1, Tag("code", code == NoAnswer ? "none" : NamedCodes.Contains(code) ? code.ToString(CultureInfo.InvariantCulture) : "other"));

    internal void Restarted(WatchEnd end) => _restarts.Add(1, Tag("reason", end.Name()));

    internal void Relisted(RelistReason reason) => _relists.Add(1, Tag("reason", reason.Name()));

    internal void Told(in ResourceEvent told)
    {
        _heard[told.Query] = told.ReceivedAt;
        if (told.Change is ResourceChange.Added or ResourceChange.Modified or ResourceChange.Deleted) _objects.Add(1, Tag("change", NameOf(told.Change)));
    }

    internal void Unreadable(string reason) => _unreadable.Add(1, Tag("reason", reason));

    internal void Full() => _full.Add(1);

    internal void Unverified() => _unverified.Add(1);

    internal void Ended(ResourceQuery query) => _heard.TryRemove(query, out _);

    private double OldestSilence()
    {
        var now = _time.GetUtcNow();
        return _heard.Values.Select(heard => (now - heard).TotalSeconds).DefaultIfEmpty(0).Max();
    }

    private static string NameOf(ResourceChange change) => change switch
    {
        ResourceChange.Added => "added",
        ResourceChange.Modified => "modified",
        _ => "deleted",
    };

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
