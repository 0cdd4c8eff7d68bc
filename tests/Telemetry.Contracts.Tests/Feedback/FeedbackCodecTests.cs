using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Feedback;

public sealed class FeedbackCodecTests
{
    private readonly ProtoWriter _writer = new();

    private static FeedbackRecord Sample { get; } = new()
    {
        Cluster = "prod",
        IncidentId = "20261121T003511Z-etcd",
        At = DateTimeOffset.FromUnixTimeMilliseconds(1_795_221_691_332),
        Verdict = FeedbackVerdict.Noise,
        By = "ann",
        Note = "a backup ran",
        Signals = [new("etcd", "etcd_wal_fsync"), new("etcd", "etcd_backend_commit")],
    };

    [Fact]
    public void Feedback_Encoded_ReadsAsWritten() => AssertReadsAs(Sample, Encoded(Sample));

    [Fact]
    public void Feedback_WithUnknownFields_ReadsAsWithout() => AssertReadsAs(Sample, Mutations.WithUnknownFields(Encoded(Sample)));

    [Fact]
    public void Feedback_WithMoreSignalsThanItsBound_KeepsTheStrongest()
    {
        var signals = Enumerable.Range(0, 20).Select(i => new FeedbackSignal("etcd", $"s{i}")).ToArray();

        var decoded = FeedbackCodec.Decode(Encoded(Sample with { Signals = signals }), out _);

        Assert.Equal(signals.Take(FeedbackRecord.MaxSignals), decoded!.Signals);
    }

    [Fact]
    public void Feedback_WithoutItsIncident_IsRefused()
    {
        Assert.Null(FeedbackCodec.Decode(Encoded(Sample with { IncidentId = "" }), out var failure));
        Assert.Equal(WireError.MissingField, failure.Error);
    }

    [Fact]
    public void Feedback_OfAVerdictThatDoesNotExist_IsRefused()
    {
        Assert.Null(FeedbackCodec.Decode(Encoded(Sample with { Verdict = (FeedbackVerdict)9 }), out var failure));
        Assert.Equal(WireError.ValueOutOfRange, failure.Error);
    }

    [Fact]
    public void Feedback_DamagedAnyhow_GivesARecordOrAReason()
    {
        var bytes = Encoded(Sample);
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 4, count: 2000)))
        {
            var record = FeedbackCodec.Decode(damaged, out var failure);
            Assert.Equal(record is null, failure.Failed);
        }
    }

    private byte[] Encoded(FeedbackRecord feedback) => FeedbackCodec.Encode(_writer, feedback).ToArray();

    private static void AssertReadsAs(FeedbackRecord expected, byte[] bytes)
    {
        var actual = FeedbackCodec.Decode(bytes, out var failure);
        Assert.False(failure.Failed);
        Assert.Equal(expected with { Signals = [] }, actual! with { Signals = [] });
        Assert.Equal(expected.Signals, actual.Signals);
    }
}
