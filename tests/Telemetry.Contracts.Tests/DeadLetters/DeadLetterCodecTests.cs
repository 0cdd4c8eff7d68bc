using Telemetry.Contracts.DeadLetters;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.DeadLetters;

public sealed class DeadLetterCodecTests
{
    private readonly ProtoWriter _writer = new();

    private static DeadLetterRecord Sample { get; } = new()
    {
        Stream = Streams.Metrics,
        Partition = 3,
        Offset = 12_345_678_901,
        Reason = nameof(WireError.Truncated),
        Detail = "Truncated at byte 17, field 2",
        Key = "c/j/i"u8.ToArray(),
        Value = new byte[] { 1, 2, 3 },
        ValueBytes = 3,
    };

    [Fact]
    public void DeadLetter_Encoded_ReadsAsWritten()
    {
        var decoded = DeadLetterCodec.Decode(DeadLetterCodec.Encode(_writer, Sample).Span, out var failure);
        Assert.False(failure.Failed);
        AssertSame(Sample, decoded);
    }

    [Fact]
    public void DeadLetter_OfALargeRecord_KeepsTheBeginningAndFitsAStream()
    {
        var value = new byte[5_000_000];
        new Random(1).NextBytes(value);
        var bytes = DeadLetterCodec.Encode(_writer, Sample with { Value = value, Key = new byte[100_000], ValueBytes = 0 });
        Assert.InRange(bytes.Length, 1, Streams.MaxRecordBytes - 1024);

        var decoded = DeadLetterCodec.Decode(bytes.Span, out _);
        Assert.NotNull(decoded);
        Assert.Equal(value.Length, decoded.ValueBytes);
        Assert.Equal(DeadLetterRecord.MaxKeyBytes, decoded.Key.Length);
        Assert.True(decoded.Value.Span.SequenceEqual(value.AsSpan(0, DeadLetterRecord.MaxValueBytes)));
    }

    [Fact]
    public void Identity_OfARecordReadTwice_IsTheSame() => Assert.Equal("telemetry.metrics/3/12345678901", Sample.Identity);

    [Fact]
    public void DeadLetter_WithUnknownFields_ReadsAsWithout() =>
        AssertSame(Sample, DeadLetterCodec.Decode(Mutations.WithUnknownFields(DeadLetterCodec.Encode(_writer, Sample).ToArray()), out _));

    [Fact]
    public void DeadLetter_DamagedAnyhow_GivesARecordOrAReason()
    {
        var bytes = DeadLetterCodec.Encode(_writer, Sample).ToArray();
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 4, count: 5000)))
        {
            var record = DeadLetterCodec.Decode(damaged, out var failure);
            Assert.Equal(record is null, failure.Failed);
        }
    }

    private static void AssertSame(DeadLetterRecord expected, DeadLetterRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Key = default, Value = default }, actual with { Key = default, Value = default });
        Assert.Equal(expected.Key.ToArray(), actual.Key.ToArray());
        Assert.Equal(expected.Value.ToArray(), actual.Value.ToArray());
    }
}
