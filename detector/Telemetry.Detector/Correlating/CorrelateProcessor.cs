using System.Text;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Checkpoints;
using Telemetry.Detector.Pulse;
using Telemetry.Transport;

namespace Telemetry.Detector.Correlating;

/// <summary>Second stage on one partition: signal records in, changes of incidents out. Each cluster stands alone.</summary>
internal sealed partial class CorrelateProcessor : IPartitionProcessor
{
    /// <summary>Most clusters of one partition; records of further ones are dropped and counted.</summary>
    public const int MaxClusters = 1_000;

    private const string Stage = "correlate";

    private readonly IReadOnlyDictionary<string, SignalTraits> _traits;
    private readonly DependencyGraph _graph;
    private readonly CorrelatorSettings _settings;
    private readonly IStreamTransport _transport;
    private readonly DetectorMetrics _metrics;
    private readonly ILogger _logger;
    private readonly string _owner;
    private readonly CheckpointEntries _entries;
    private readonly DeadLetters _deadLetters;
    private readonly SortedDictionary<string, Correlator> _clusters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly ProtoWriter _writer = new();
    private long? _next;

    public CorrelateProcessor(
        int partition, SignalCatalog catalog, CorrelatorSettings settings, IStreamTransport transport, DetectorMetrics metrics, ILogger logger)
    {
        _traits = CatalogTraits.Of(catalog);
        _graph = CatalogTraits.Of(catalog.Topology);
        _settings = settings;
        _transport = transport;
        _metrics = metrics;
        _logger = logger;
        _owner = $"detector.correlate/{partition}";
        _entries = new CheckpointEntries(catalog.Fingerprint);
        _deadLetters = new DeadLetters(transport, metrics, logger);
    }

    /// <summary>Told how far it has come; null in a replay.</summary>
    public DetectorPulse? Pulse { get; init; }

    /// <inheritdoc/>
    public async ValueTask<long?> OpenAsync(CancellationToken cancellationToken)
    {
        var loader = new CheckpointLoader(_transport.State, _metrics, _logger);
        var offset = await loader.LoadAsync(_owner, _entries, RestoreCluster, cancellationToken);
        Log.Opened(_logger, _owner, _clusters.Count, offset is { } from ? $"offset {from}" : "the beginning");
        return offset;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        _metrics.SignalRead();
        _next = record.Offset + 1;
        if (SignalCodec.Decode(record.Value.Span, out var failure) is not { } signals)
        {
            await _deadLetters.SendAsync(Stage, record, failure, cancellationToken);
            return;
        }

        var cluster = signals.Target.Cluster;
        if (Find(cluster) is not { } correlator) return;
        _changed.Add(cluster);
        if (signals.IsNotice)
        {
            Take(correlator, signals);
            return;
        }

        Pulse?.Move(cluster, DateTimeOffset.FromUnixTimeMilliseconds(signals.ScrapeTimeMs));
        var refused = correlator.Refused;
        switch (correlator.Take(SignalFindings.Of(signals), out var updates))
        {
            case Acceptance.Double: _metrics.Dropped(Stage, "double"); break;
            case Acceptance.Late: _metrics.Late(); break;
        }

        _metrics.TopologyRefused(correlator.Refused - refused);
        foreach (var update in updates) await PublishAsync(IncidentRecords.Of(cluster, update), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        if (_next is not { } next) return;
        _entries.Begin();
        foreach (var cluster in _changed.Order(StringComparer.Ordinal))
        {
            _entries.Add(cluster, _clusters[cluster].Save);
            _metrics.BudgetsMoved(cluster, [.. _clusters[cluster].MovedBudgets]);
        }

        await _transport.State.CommitAsync(_owner, _entries.End(next), cancellationToken);
        _changed.Clear();
        _next = null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters.Keys) Pulse?.Stop(cluster);
        return ValueTask.CompletedTask;
    }

    private void Take(Correlator correlator, SignalRecord notice)
    {
        if (notice.Change is { } change) correlator.Take(ClusterNotices.Of(change));
        if (notice.Feedback is not { } feedback) return;
        correlator.Take(ClusterNotices.Of(feedback));
        _metrics.FeedbackTaken(feedback.Verdict);
        Log.Feedback(_logger, feedback.Verdict, feedback.IncidentId, feedback.By, feedback.Note);
    }

    private async ValueTask PublishAsync(IncidentRecord incident, CancellationToken cancellationToken)
    {
        _metrics.IncidentChanged(incident.Change.ToString().ToLowerInvariant());
        Log.Changed(_logger, incident.Change, incident.IncidentId, incident.Severity, incident.Summary);
        var key = Encoding.UTF8.GetBytes(incident.Cluster);
        await _transport.PublishAsync(Streams.Incidents, key, IncidentCodec.Encode(_writer, incident), cancellationToken);
    }

    private Correlator? Find(string cluster)
    {
        if (_clusters.TryGetValue(cluster, out var known)) return known;
        if (_clusters.Count < MaxClusters) return _clusters[cluster] = new Correlator(_traits, _graph, _settings);
        _metrics.Dropped(Stage, "too_many_clusters");
        return null;
    }

    private void RestoreCluster(string key, ref SnapshotReader reader)
    {
        var correlator = new Correlator(_traits, _graph, _settings);
        correlator.Restore(ref reader);
        _clusters[key] = correlator;
    }
}
