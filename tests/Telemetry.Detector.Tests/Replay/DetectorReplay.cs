using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Collector.Recordings;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Checkpoints;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Notices;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Detector.Tests.Replay;

/// <summary>Feeds a recording through parser, encoder and both stages of the detector, and keeps the incidents.</summary>
internal sealed class DetectorReplay : IDisposable
{
    private readonly MemoryTransport _transport = new();
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly ObserveProcessor _observe;
    private readonly CorrelateProcessor _correlate;
    private readonly NoticeProcessor _notices;
    private long _offset;

    public DetectorReplay()
    {
        var metrics = new DetectorMetrics(_meters);
        _observe = new ObserveProcessor(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, metrics, NullLogger.Instance);
        _correlate = new CorrelateProcessor(
            0, SignalCatalog.BuiltIn, new CorrelatorSettings(new EvidenceBudget()), _transport, metrics, NullLogger.Instance);
        _notices = new NoticeProcessor(_transport, metrics, new DeadLetters(_transport, metrics, NullLogger.Instance), fromTheBeginning: false);
        _transport.Deliver = DeliverAsync;
    }

    /// <summary>Incident records in order.</summary>
    public List<IncidentRecord> Incidents { get; } = [];

    /// <summary>Replays a folder.</summary>
    public async Task RunAsync(string folder)
    {
        var feed = new RecordingFeed(
            RecordingReader.Open(folder), "recording", SignalCatalog.BuiltIn, _transport, _meters, TimeProvider.System, NullLoggerFactory.Instance);
        await feed.RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);
    }

    public void Dispose() => _meters.Dispose();

    private async ValueTask DeliverAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        var record = new StreamRecord(stream, 0, _offset++, key, value);
        switch (stream)
        {
            case Streams.Metrics: await _observe.ProcessAsync(record, CancellationToken.None); break;
            case Streams.Signals: await _correlate.ProcessAsync(record, CancellationToken.None); break;
            case Streams.Incidents: Incidents.Add(IncidentCodec.Decode(value.Span, out _)!); break;
            case Streams.Changes: await _notices.ProcessAsync(record, CancellationToken.None); break;
            default: Assert.Fail($"Nothing of a recording belongs on {stream}."); break;
        }
    }
}
