using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

public sealed class DamagedRecordTests
{
    [Fact]
    public void Record_CutAnywhere_IsTruncated()
    {
        foreach (var damaged in Mutations.Truncated(Sample()).Skip(1))
        {
            var failure = ReadAll(damaged);
            Assert.Equal(WireError.Truncated, failure.Error);
            Assert.InRange(failure.Position, 0, damaged.Length);
        }
    }

    [Fact]
    public void Record_DamagedAnyhow_EndsWithoutThrowing()
    {
        var failures = 0;
        foreach (var damaged in Mutations.Flipped(Sample(), seed: 21, count: 20_000))
        {
            var failure = ReadAll(damaged);
            Assert.InRange(failure.Position, 0, damaged.Length);
            if (failure.Failed) failures++;
        }

        Assert.True(failures > 1000);
    }

    [Fact]
    public void Record_OfRandomBytes_EndsWithoutThrowing()
    {
        var random = new Random(22);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            ReadAll(bytes);
        }
    }

    [Fact]
    public void Record_DamagedInItsSecondMetric_GivesTheFirst()
    {
        var writer = new MetricsRecordWriter();
        writer.Begin(RandomScrape.Header);
        writer.BeginGauge("first"u8);
        writer.AddNumber(PointAttributes.NoneForNumber, 1);
        writer.BeginGauge("second"u8);
        writer.AddNumber(PointAttributes.NoneForNumber, 2);
        var bytes = writer.End()[0].ToArray();
        var name = bytes.AsSpan().IndexOf("second"u8);
        bytes[name - 2] = 0x08; // The name's tag becomes that of a varint.

        var lines = RecordText.Of(bytes);
        Assert.Equal("metric first Gauge Unspecified False ''", lines[1]);
        Assert.Equal($"WrongWireType at byte {name - 1}, field 1", lines[^1]);
    }

    private static byte[] Sample()
    {
        var writer = new MetricsRecordWriter();
        new RandomScrape(seed: 9).Write(writer, metrics: 6);
        return writer.End()[0].ToArray();
    }

    private static WireFailure ReadAll(ReadOnlySpan<byte> record)
    {
        var reader = new MetricsRecordReader(record);
        while (reader.Read()) ReadPoint(ref reader);
        return reader.Failure;
    }

    private static void ReadPoint(ref MetricsRecordReader reader)
    {
        if (reader.Token == MetricsToken.Number) ReadLabels(reader.Number.Attributes);
        if (reader.Token == MetricsToken.Histogram) ReadLabels(reader.Histogram.Attributes);
    }

    private static void ReadLabels(AttributeList attributes)
    {
        foreach (var attribute in attributes) attribute.ValueText();
    }
}
