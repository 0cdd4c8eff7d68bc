using IronSnappy;
using Telemetry.Contracts.Wire;

namespace Telemetry.Benchmarks.Sinks;

/// <summary>Counts the samples of a Prometheus remote write request (version 1: snappy block, <c>prometheus.WriteRequest</c>).</summary>
internal static class RemoteWriteCounter
{
    private const int TimeSeries = 1;
    private const int Labels = 1;
    private const int Samples = 2;
    private const int LabelName = 1;
    private const int LabelValue = 2;
    private const int SampleValue = 1;
    private const int SampleTime = 2;

    // What Prometheus writes for a series that has gone.
    private const ulong StaleNaN = 0x7ff0000000000002;

    public static void Count(byte[] body, Action<string, long, int> add)
    {
        var reader = new ProtoReader(Snappy.Decode(body));
        while (reader.NextField())
        {
            if (reader.Field == TimeSeries) CountSeries(reader.ReadMessage(), add);
            else reader.Skip();
        }
    }

    private static void CountSeries(ProtoReader series, Action<string, long, int> add)
    {
        var (instance, isOwn) = ("", false);
        while (series.NextField())
        {
            if (series.Field == Labels) ReadLabel(series.ReadMessage(), ref instance, ref isOwn);
            else if (series.Field == Samples) CountSample(series.ReadMessage(), instance, isOwn, add);
            else series.Skip();
        }
    }

    private static void ReadLabel(ProtoReader label, ref string instance, ref bool isOwn)
    {
        ReadOnlySpan<byte> name = default, value = default;
        while (label.NextField())
        {
            if (label.Field == LabelName) name = label.ReadBytes();
            else if (label.Field == LabelValue) value = label.ReadBytes();
            else label.Skip();
        }

        if (name.SequenceEqual("__name__"u8)) isOwn = ScrapeSink.IsOwn(value);
        else if (name.SequenceEqual("instance"u8)) instance = System.Text.Encoding.UTF8.GetString(value);
    }

    private static void CountSample(ProtoReader sample, string instance, bool isOwn, Action<string, long, int> add)
    {
        var (value, time) = (0UL, 0L);
        while (sample.NextField())
        {
            if (sample.Field == SampleValue) value = sample.ReadFixed64();
            else if (sample.Field == SampleTime) time = sample.ReadInt64();
            else sample.Skip();
        }

        if (!isOwn && value != StaleNaN) add(instance, time, 1);
    }
}
