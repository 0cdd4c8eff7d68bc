using System.Text;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Checkpoints;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Transport;

namespace Telemetry.Detector.Observing;

/// <summary>First stage on one partition: metrics records in, one signal record per scrape out.</summary>
internal sealed partial class ObserveProcessor : IPartitionProcessor
{
    /// <summary>Most targets of one partition; records of further ones are dropped and counted.</summary>
    public const int MaxTargets = 10_000;

    /// <summary>A target whose last scrape is this much older than the newest is forgotten.</summary>
    public const long ForgetMs = 24 * 3600_000L;

    private const string Stage = "observe";

    private readonly SignalCatalog _catalog;
    private readonly DetectorChoices _detectors;
    private readonly IStreamTransport _transport;
    private readonly DetectorMetrics _metrics;
    private readonly ILogger _logger;
    private readonly string _owner;
    private readonly CheckpointEntries _entries;
    private readonly DeadLetters _deadLetters;
    private readonly Dictionary<string, ObservedTarget> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObservedTarget>.AlternateLookup<ReadOnlySpan<char>> _byKey;
    private readonly ProtoWriter _writer = new();
    private long? _next;
    private long _newestMs;

    public ObserveProcessor(int partition, SignalCatalog catalog, DetectorChoices detectors, IStreamTransport transport, DetectorMetrics metrics, ILogger logger)
    {
        _catalog = catalog;
        _detectors = detectors;
        _transport = transport;
        _metrics = metrics;
        _logger = logger;
        _owner = $"detector.observe/{partition}";
        _entries = new CheckpointEntries(catalog.Fingerprint + detectors.Fingerprint);
        _deadLetters = new DeadLetters(transport, metrics, logger);
        _byKey = _targets.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public async ValueTask<long?> OpenAsync(CancellationToken cancellationToken)
    {
        var loader = new CheckpointLoader(_transport.State, _metrics, _logger);
        var offset = await loader.LoadAsync(_owner, _entries, RestoreTarget, cancellationToken);
        Log.Opened(_logger, _owner, _targets.Count, offset is { } from ? $"offset {from}" : "the beginning");
        return offset;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        _metrics.RecordRead();
        _next = record.Offset + 1;
        if (Validate(record.Value.Span) is { Failed: true } failure)
        {
            await _deadLetters.SendAsync(Stage, record, failure, cancellationToken);
            return;
        }

        if (Find(record.Key.Span, record.Value.Span) is not { } target) return;
        target.IsChanged = true;
        var head = RecordHead.Of(record.Value.Span);
        if (target.IsDouble(head.Scrape))
        {
            _metrics.Dropped(Stage, "double");
            return;
        }

        if (target.EndWaitBefore(head.Scrape) is { } waited) await PublishAsync(target, waited, cancellationToken);
        if (head.Ends) await PublishAsync(target, target.End(head.Scrape), cancellationToken);
        else if (target.Take(head, record.Value.Span) is { } signals) await PublishAsync(target, signals, cancellationToken);
        _newestMs = Math.Max(_newestMs, head.Scrape.TimeMs);
    }

    /// <inheritdoc/>
    public async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        if (_next is not { } next) return;
        _entries.Begin();
        foreach (var (key, target) in _targets.ToArray())
        {
            if (target.HasEnded || _newestMs - target.Observer.LastScrapeMs > ForgetMs) Forget(key);
            else if (target.IsChanged) _entries.Add(key, target.Save);
            target.IsChanged = false;
        }

        await _transport.State.CommitAsync(_owner, _entries.End(next), cancellationToken);
        _next = null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A record is read twice, so that a malformed one changes nothing.
    private static WireFailure Validate(ReadOnlySpan<byte> value)
    {
        var reader = new MetricsRecordReader(value);
        while (reader.Read())
        {
        }

        return reader.Failure;
    }

    private ObservedTarget? Find(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[key.Length];
        var name = text[..Encoding.UTF8.GetChars(key, text)];
        if (_byKey.TryGetValue(name, out var known)) return known;
        var reader = new MetricsRecordReader(value);
        if (!reader.Read() || reader.Token != MetricsToken.Resource) return Drop("no_target");
        if (_targets.Count >= MaxTargets) return Drop("too_many_targets");
        return _targets[name.ToString()] = new ObservedTarget(_catalog, _detectors, reader.Resource.ToTarget());
    }

    private ObservedTarget? Drop(string reason)
    {
        _metrics.Dropped(Stage, reason);
        return null;
    }

    private async ValueTask PublishAsync(ObservedTarget target, SignalRecord signals, CancellationToken cancellationToken)
    {
        _metrics.Observed(signals.Points.Count, target.Observer.Tally);
        if (target.Observer.Tally.Refused > 0) Log.Refused(_logger, target.Target.ToString(), target.Observer.Tally.Refused, TargetModel.MaxSeries);
        await _transport.PublishAsync(Streams.Signals, target.ClusterKey, SignalCodec.Encode(_writer, signals), cancellationToken);
    }

    private void RestoreTarget(string key, ref SnapshotReader reader)
    {
        var target = ObservedTarget.Restore(_catalog, _detectors, ref reader);
        _targets[key] = target;
        _newestMs = Math.Max(_newestMs, target.Observer.LastScrapeMs);
    }

    private void Forget(string key)
    {
        _targets.Remove(key);
        _entries.Remove(key);
    }
}
