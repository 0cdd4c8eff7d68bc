using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Incidents;

public sealed class IncidentCodecTests
{
    private readonly ProtoWriter _writer = new();

    [Fact]
    public void Incident_RandomRecords_ReadAsWritten()
    {
        var random = new Random(6);
        for (var i = 0; i < 500; i++)
        {
            var record = RandomRecord(random);
            var decoded = IncidentCodec.Decode(IncidentCodec.Encode(_writer, record).Span, out var failure);
            Assert.False(failure.Failed);
            AssertSame(record, decoded);
        }
    }

    [Fact]
    public void Incident_WithUnknownFields_ReadsAsWithout()
    {
        var record = RandomRecord(new Random(1));
        AssertSame(record, IncidentCodec.Decode(Mutations.WithUnknownFields(IncidentCodec.Encode(_writer, record).ToArray()), out _));
    }

    [Fact]
    public void Incident_OfUnknownVersion_IsRefused()
    {
        var bytes = Mutations.WithVersion(IncidentCodec.Encode(_writer, RandomRecord(new Random(1))).ToArray(), version: 9);
        Assert.Null(IncidentCodec.Decode(bytes, out var failure));
        Assert.Equal(WireError.UnknownVersion, failure.Error);
    }

    [Fact]
    public void Incident_DamagedAnyhow_GivesARecordOrAReason()
    {
        var bytes = IncidentCodec.Encode(_writer, RandomRecord(new Random(3))).ToArray();
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 4, count: 5000)))
        {
            var record = IncidentCodec.Decode(damaged, out var failure);
            Assert.Equal(record is null, failure.Failed);
            Assert.InRange(failure.Position, 0, damaged.Length);
        }
    }

    [Fact]
    public void Incident_WithMoreThanItsBounds_KeepsTheStrongest()
    {
        var random = new Random(8);
        var signals = Enumerable.Range(0, 80).Select(_ => RandomSignal(random)).ToList();
        var roots = Enumerable.Range(0, 5).Select(i => new RootCandidate($"c{i}", "", 0.1)).ToList();
        var record = RandomRecord(random) with { Signals = signals, Root = roots };

        var decoded = IncidentCodec.Decode(IncidentCodec.Encode(_writer, record).Span, out _);

        Assert.NotNull(decoded);
        Assert.Equal(signals.Take(IncidentRecord.MaxSignals), decoded.Signals);
        Assert.Equal(roots.Take(IncidentRecord.MaxRoots), decoded.Root);
    }

    [Fact]
    public void Incident_WithMovedBuckets_KeepsTheFirstOnes()
    {
        var moved = Enumerable.Range(0, BucketMovement.MaxCount + 2).Select(i => new BucketMovement(i, i + 1, 0.1, 0.2)).ToArray();
        var record = RandomRecord(new Random(9)) with { Signals = [RandomSignal(new Random(9)) with { Moved = moved }] };

        var decoded = IncidentCodec.Decode(IncidentCodec.Encode(_writer, record).Span, out _);

        Assert.Equal(moved.Take(BucketMovement.MaxCount), decoded!.Signals[0].Moved);
    }

    [Fact]
    public void Incident_WithPicturesOfEveryBound_StaysBelowItsSize()
    {
        var points = Enumerable.Range(0, 2 * SignalPicture.MaxPoints).Select(i => new PicturePoint(DateTimeOffset.FromUnixTimeMilliseconds(1_795_220_625_399 + i), i)).ToArray();
        var bare = RandomRecord(new Random(9)) with { Pictures = [] };
        var pictures = Enumerable.Range(0, 9).Select(i => new SignalPicture($"apiserver_request_latency_{i}", "apiserver", "apiserver-0", 0, 1, points)).ToArray();

        var added = IncidentCodec.Encode(_writer, bare with { Pictures = pictures }).Length - IncidentCodec.Encode(new ProtoWriter(), bare).Length;

        Assert.InRange(added, 1, 16_000);
    }

    [Theory]
    [InlineData(0, IncidentChange.Opened, Severity.Info)]
    [InlineData(1, (IncidentChange)4, Severity.Info)]
    [InlineData(1, IncidentChange.Opened, (Severity)0)]
    public void Incident_WithAValueThatDoesNotExist_IsRefused(long sequence, IncidentChange change, Severity severity)
    {
        var record = RandomRecord(new Random(1)) with { Sequence = sequence, Change = change, Severity = severity };
        Assert.Null(IncidentCodec.Decode(IncidentCodec.Encode(_writer, record).Span, out var failure));
        Assert.Equal(WireError.ValueOutOfRange, failure.Error);
    }

    private static IncidentRecord RandomRecord(Random random) => new()
    {
        Cluster = RandomText(random),
        IncidentId = RandomText(random) + "x",
        Sequence = random.NextInt64(1, long.MaxValue),
        Change = (IncidentChange)random.Next(1, 4),
        At = RandomTime(random),
        DecidedBy = RandomTime(random),
        Severity = (Severity)random.Next(1, 4),
        Began = RandomTime(random),
        Root = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new RootCandidate(RandomText(random) + "x", RandomText(random), random.NextDouble()))],
        Signals = [.. Enumerable.Range(0, random.Next(10)).Select(_ => RandomSignal(random))],
        Summary = RandomText(random),
        Changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomChange(random))],
        RuledOut = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new RuledOut(
            (RuledOutReason)random.Next(1, 5), RandomText(random), RandomText(random), random.NextDouble(), random.NextDouble(), RandomText(random)))],
        Pictures = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomPicture(random))],
        Worsening = random.Next(2) == 0 ? null : new IncidentWorsening(
            random.Next(1, 4), RandomTime(random), (WorseningReason)random.Next(1, 5), RandomText(random), RandomText(random), random.NextDouble(), double.NaN, RandomText(random)),
    };

    private static ChangeRecord RandomChange(Random random) => new()
    {
        ChangeId = RandomText(random) + "x",
        Cluster = RandomText(random),
        At = RandomTime(random),
        Kind = RandomText(random) + "x",
        Name = RandomText(random),
        What = ChangeSubjects.Image,
        From = RandomText(random),
        To = RandomText(random),
    };

    private static SignalPicture RandomPicture(Random random) => new(
        RandomText(random), RandomText(random), RandomText(random), random.NextDouble(), random.NextDouble(),
        [.. Enumerable.Range(0, random.Next(20)).Select(_ => new PicturePoint(RandomTime(random), random.NextDouble()))]);

    private static IncidentSignal RandomSignal(Random random) => new(
        RandomText(random) + "x", RandomText(random), RandomText(random), RandomText(random), random.NextDouble() * 50,
        RandomTime(random), random.Next(3) == 0 ? double.NaN : random.NextDouble(), random.NextDouble(), RandomText(random))
    {
        Title = RandomText(random),
        Measure = random.Next(2) == 0 ? "" : "p99",
        BudgetFactor = random.Next(2) == 0 ? 1 : 0.25,
        Breach = random.Next(2) == 0 ? null : new IncidentBreach(
            RandomTime(random), random.NextDouble(), random.Next(2) == 0, random.NextDouble(), RandomTime(random), RandomTime(random), random.Next(2) == 0 ? null : RandomTime(random)),
    };

    private static DateTimeOffset RandomTime(Random random) => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(0, 4_000_000_000_000));

    private static string RandomText(Random random) => new([.. Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(0x20, 0xD7FF))]);

    private static void AssertSame(IncidentRecord expected, IncidentRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(Bare(expected), Bare(actual));
        Assert.Equal(expected.Root, actual.Root);
        Assert.Equal(expected.Signals, actual.Signals);
        Assert.Equal(expected.Changes, actual.Changes);
        Assert.Equal(expected.RuledOut, actual.RuledOut);
        Assert.Equal(expected.Pictures, actual.Pictures);
    }

    private static IncidentRecord Bare(IncidentRecord record) =>
        record with { Root = [], Signals = [], Changes = [], RuledOut = [], Pictures = [] };
}
