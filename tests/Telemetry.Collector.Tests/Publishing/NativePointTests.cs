using Telemetry.Collector.Publishing;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>Native histograms whose buckets can be read but may mean nothing.</summary>
public sealed class NativePointTests
{
    private const string Protobuf = "application/vnd.google.protobuf";

    private readonly EncoderRig _rig = new("h", "other");

    [Fact]
    public void FloatBuckets_AreTakenAsTheyAreAndRounded() =>
        Assert.Equal(["exponential h scale 0 zero 0 above 0:3 1:2 below sum 1"], _rig.Encode(Page(3, 1.6), Protobuf));

    [Fact]
    public void NegativeBucket_CostsThisHistogramAloneAndIsCounted()
    {
        byte[] page = [.. Page(3, -1), .. Page("other", 1, 1)];

        Assert.Equal(["exponential other scale 0 zero 0 above 0:1 1:1 below sum 1"], _rig.Encode(page, Protobuf));

        Assert.Equal((1, "h"), (_rig.Tally.Broken.Of(ValueFault.NegativeBucket), _rig.Tally.Broken.FirstOf(ValueFault.NegativeBucket)));
        Assert.Equal((2, 0), (_rig.Tally.Read, _rig.Tally.BadLines));
    }

    [Fact]
    public void NegativeBucket_OfOneScrape_IsForgottenWithTheNext()
    {
        _rig.Encode(Page(3, -1), Protobuf);

        Assert.Single(_rig.Encode(Page(3, 1), Protobuf));
        Assert.Equal(0, _rig.Tally.Broken.Total);
    }

    [Fact]
    public void CountThatIsNoNumber_IsABadMessage()
    {
        Assert.Empty(_rig.Encode([.. Page(3, double.NaN), .. Page("other", double.PositiveInfinity)], Protobuf));
        Assert.Equal((0, 2), (_rig.Tally.Read, _rig.Tally.BadLines));
    }

    private static byte[] Page(params double[] counts) => Page("h", counts);

    private static byte[] Page(string family, params double[] counts)
    {
        var writer = new ProtoWriter();
        writer.WriteText(1, family);
        writer.WriteVarint(3, 4);
        var metric = writer.BeginMessage(4);
        var histogram = writer.BeginMessage(7);
        writer.WriteDouble(4, 10);
        writer.WriteDouble(2, 1);
        var span = writer.BeginMessage(12);
        // Prometheus's index 1, zigzag.
        writer.WriteVarint(1, 2);
        writer.WriteVarint(2, (ulong)counts.Length);
        writer.EndMessage(span);
        foreach (var count in counts) writer.WriteDouble(14, count);
        writer.EndMessage(histogram);
        writer.EndMessage(metric);
        var page = new ProtoWriter();
        page.WriteRawVarint((ulong)writer.Length);
        page.WriteRaw(writer.Written.Span);
        return page.Written.ToArray();
    }
}
