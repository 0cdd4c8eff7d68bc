using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Signals;

public sealed class SignalCodecTests
{
    private readonly ProtoWriter _writer = new();

    [Fact]
    public void Signal_RandomRecords_ReadAsWritten()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var record = RandomRecord(random);
            var decoded = SignalCodec.Decode(SignalCodec.Encode(_writer, record).Span, out var failure);
            Assert.False(failure.Failed);
            AssertSame(record, decoded);
        }
    }

    [Fact]
    public void Signal_WithAForecast_ReadsAsWritten()
    {
        HorizonForecast[] horizons = [new(60_000, 1, 2, 3, 0.25), new(1_800_000, -1, 2, double.MaxValue, double.NaN)];
        var forecast = new SignalForecast(77, 4, LimitSource.Promised, horizons) { EarliestBreachMs = 5, ExpectedBreachMs = 6.5, Warning = BreachWarning.Foretold };
        var record = RandomRecord(new Random(1), points: 1);
        var bytes = SignalCodec.Encode(_writer, record with { Points = [record.Points[0] with { Forecast = forecast }] }).ToArray();

        var decoded = SignalCodec.Decode(bytes, out _)!.Points[0].Forecast!;

        Assert.Equal(horizons, decoded.Horizons);
        Assert.Equal(forecast with { Horizons = [] }, decoded with { Horizons = [] });
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 6, count: 2000)))
            Assert.Equal(SignalCodec.Decode(damaged, out var failure) is null, failure.Failed);
    }

    [Fact]
    public void Signal_WithUnknownFields_ReadsAsWithout()
    {
        var record = RandomRecord(new Random(1));
        var bytes = Mutations.WithUnknownFields(SignalCodec.Encode(_writer, record).ToArray());
        AssertSame(record, SignalCodec.Decode(bytes, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Signal_OfUnknownVersion_IsRefused(byte version)
    {
        var bytes = Mutations.WithVersion(SignalCodec.Encode(_writer, RandomRecord(new Random(1))).ToArray(), version);
        Assert.Null(SignalCodec.Decode(bytes, out var failure));
        Assert.Equal(WireError.UnknownVersion, failure.Error);
    }

    [Fact]
    public void Signal_DamagedAnyhow_GivesARecordOrAReason()
    {
        var bytes = SignalCodec.Encode(_writer, RandomRecord(new Random(3), points: 5)).ToArray();
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 4, count: 5000)))
        {
            var record = SignalCodec.Decode(damaged, out var failure);
            Assert.Equal(record is null, failure.Failed);
            Assert.InRange(failure.Position, 0, damaged.Length);
        }
    }

    [Fact]
    public void Signal_CutInsideAPoint_IsRefused()
    {
        var bytes = SignalCodec.Encode(_writer, RandomRecord(new Random(3), points: 5)).ToArray();
        Assert.Null(SignalCodec.Decode(bytes.AsSpan(0, bytes.Length - 1), out var failure));
        Assert.Equal(WireError.Truncated, failure.Error);
    }

    [Fact]
    public void Notice_OfAChangeOrOfFeedback_ReadsAsWritten()
    {
        var change = new ChangeRecord { ChangeId = "c-1", Cluster = "prod", At = DateTimeOffset.UnixEpoch, Kind = "Node", What = ChangeSubjects.Added };
        var feedback = new FeedbackRecord
        {
            Cluster = "prod", IncidentId = "i-1", At = DateTimeOffset.UnixEpoch, Verdict = FeedbackVerdict.Real, By = "ann",
        };
        var record = RandomRecord(new Random(3), points: 0) with { Change = change, Feedback = feedback };

        var decoded = SignalCodec.Decode(SignalCodec.Encode(_writer, record).Span, out _);

        Assert.Equal(change, decoded!.Change);
        Assert.Equal(feedback.IncidentId, decoded.Feedback!.IncidentId);
        Assert.True(decoded.IsNotice);
    }

    [Fact]
    public void Signal_WithMovedBuckets_ReadsAsWritten()
    {
        BucketMovement[] moved = [new(0, 0.002, 0.9, 0.1), new(0.016, double.PositiveInfinity, 0.001, 0.7)];
        var record = RandomRecord(new Random(3), points: 0) with { Points = [RandomPoint(new Random(3)) with { Moved = moved }] };

        var decoded = SignalCodec.Decode(SignalCodec.Encode(_writer, record).Span, out _);

        Assert.Equal(moved, decoded!.Points[0].Moved);
    }

    [Fact]
    public void Signal_WithoutInstance_IsRefused()
    {
        var record = RandomRecord(new Random(3)) with { Target = new TargetId("c", "j", "") };
        Assert.Null(SignalCodec.Decode(SignalCodec.Encode(_writer, record).Span, out var failure));
        Assert.Equal(WireError.MissingField, failure.Error);
    }

    private static SignalRecord RandomRecord(Random random, int? points = null) => new()
    {
        Target = new TargetId(RandomText(random), RandomText(random), RandomText(random) + "x"),
        ScrapeTimeMs = random.NextInt64(),
        ScrapeDurationMs = random.NextInt64(),
        IntervalMs = random.Next(100_000),
        Up = random.Next(2) == 0,
        Points = [.. Enumerable.Range(0, points ?? random.Next(20)).Select(_ => RandomPoint(random))],
    };

    private static SignalPoint RandomPoint(Random random) => new(
        RandomText(random) + "x", RandomText(random), RandomText(random), RandomText(random), (Verdict)random.Next(1, 4),
        RandomDouble(random), RandomDouble(random), random.NextInt64(-5, long.MaxValue), RandomDouble(random), RandomDouble(random), RandomText(random));

    private static double RandomDouble(Random random) => random.Next(5) == 0 ? double.NaN : random.NextDouble() * Math.Pow(10, random.Next(-300, 300));

    private static string RandomText(Random random) => new([.. Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(0x20, 0xD7FF))]);

    private static void AssertSame(SignalRecord expected, SignalRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Points = [] }, actual with { Points = [] });
        Assert.Equal(expected.Points, actual.Points);
    }
}
