using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Checkpoints;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Notices;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Detector.Tests.Notices;

public sealed class NoticeProcessorTests : IDisposable
{
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly MemoryTransport _transport = new();
    private readonly DetectorMetrics _metrics;

    public NoticeProcessorTests() => _metrics = new DetectorMetrics(_meters);

    private static ChangeRecord Change { get; } = new()
    {
        ChangeId = "c-1",
        Cluster = "c",
        At = DateTimeOffset.FromUnixTimeMilliseconds(Records.StartMs + 60_000),
        Kind = "StatefulSet",
        Namespace = "kube-system",
        Name = "etcd",
        What = ChangeSubjects.Image,
        From = "3.5",
        To = "3.6",
        Component = "etcd",
        Detail = new string('x', 1_000),
    };

    private static FeedbackRecord Feedback { get; } = new()
    {
        Cluster = "c",
        IncidentId = "i-1",
        At = DateTimeOffset.FromUnixTimeMilliseconds(Records.StartMs),
        Verdict = FeedbackVerdict.Noise,
        By = "ann",
        Signals = [new("etcd", "etcd_wal_fsync")],
    };

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Change_IsPutBetweenTheSignalsUnderItsKey()
    {
        await HearAsync(Streams.Changes, ChangeCodec.Encode(new ProtoWriter(), Change));

        var (stream, key, value) = Assert.Single(_transport.Published);
        var notice = SignalCodec.Decode(value, out _)!;
        Assert.Equal((Streams.Signals, "c"), (stream, System.Text.Encoding.UTF8.GetString(key)));
        Assert.Equal(Change, notice.Change);
        Assert.Equal(Change.At.ToUnixTimeMilliseconds(), notice.ScrapeTimeMs);
        Assert.True(notice.Ends);
    }

    [Theory]
    [InlineData(Streams.Changes)]
    [InlineData(Streams.Feedback)]
    public async Task Record_ThatCannotBeRead_IsDeadLettered(string stream)
    {
        await HearAsync(stream, new byte[] { 1, 2, 3 });
        Assert.Equal(Streams.DeadLetter, Assert.Single(_transport.Published).Stream);
    }

    [Fact]
    public async Task Feedback_AtAStart_IsReadAgainFromTheBeginning()
    {
        Assert.Equal(0, await Create(fromTheBeginning: true).OpenAsync(CancellationToken.None));
        Assert.Null(await Create(fromTheBeginning: false).OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Incident_BehindNoticesToldTwice_NamesTheChangeOnceAndTheBudget()
    {
        var notices = await NoticesAsync();
        var incidents = await CorrelateAsync([.. notices, .. notices, .. await SignalsAsync()]);

        var opened = incidents.First(record => record.Signals.Count > 0);
        Assert.Equal("c-1", Assert.Single(opened.Changes).ChangeId);
        Assert.InRange(opened.Changes[0].Detail.Length, 200, 256);
        Assert.Contains("StatefulSet kube-system/etcd", opened.Summary, StringComparison.Ordinal);
        Assert.InRange(opened.Summary.Length, 1, 160);
        Assert.Equal(0.5, opened.Signals.First(signal => signal.Signal == "etcd_wal_fsync").BudgetFactor);
        Assert.NotEmpty(opened.Signals[0].Moved);
        Assert.NotEmpty(opened.Pictures);
    }

    private async Task<List<byte[]>> NoticesAsync()
    {
        await HearAsync(Streams.Changes, ChangeCodec.Encode(new ProtoWriter(), Change));
        await HearAsync(Streams.Feedback, FeedbackCodec.Encode(new ProtoWriter(), Feedback));
        return Take();
    }

    private async Task<List<byte[]>> SignalsAsync()
    {
        var observe = new ObserveProcessor(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, _metrics, NullLogger.Instance);
        var offset = 0L;
        foreach (var record in Records.Incident()) await observe.ProcessAsync(Records.At(offset++, record), CancellationToken.None);
        return Take();
    }

    private async Task<List<IncidentRecord>> CorrelateAsync(IEnumerable<byte[]> signals)
    {
        var correlate = new CorrelateProcessor(0, SignalCatalog.BuiltIn, new CorrelatorSettings(new EvidenceBudget()), _transport, _metrics, NullLogger.Instance);
        var offset = 0L;
        foreach (var signal in signals) await correlate.ProcessAsync(Records.At(offset++, signal, Streams.Signals), CancellationToken.None);
        return Take().ConvertAll(value => IncidentCodec.Decode(value, out _)!);
    }

    private List<byte[]> Take()
    {
        var taken = _transport.Published.ConvertAll(record => record.Value);
        _transport.Published.Clear();
        return taken;
    }

    private async Task HearAsync(string stream, ReadOnlyMemory<byte> value) =>
        await Create(fromTheBeginning: false).ProcessAsync(new StreamRecord(stream, 0, 0, "c"u8.ToArray(), value), CancellationToken.None);

    private NoticeProcessor Create(bool fromTheBeginning) =>
        new(_transport, _metrics, new DeadLetters(_transport, _metrics, NullLogger.Instance), fromTheBeginning);
}
