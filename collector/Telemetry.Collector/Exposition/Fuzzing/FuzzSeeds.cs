using System.Text;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Fuzzing;

/// <summary>Good pages of our own making, one for each format, with everything that the format knows.</summary>
internal static class FuzzSeeds
{
    private const string Text = """
        # HELP a_total with "quotes" and \\ and \n
        # TYPE a_total counter
        a_total{code="200",verb="GET"} 5 1700000000000
        a_total{code="5\"00",} +Inf
        # TYPE h_seconds histogram
        h_seconds_bucket{le="0.1"} 1
        h_seconds_bucket{le="1e0"} 2
        h_seconds_bucket{le="+Inf"} 3
        h_seconds_sum 4.25e-3
        h_seconds_count 3
        # TYPE s summary
        s{quantile="0.99"} NaN
        s_sum 1
        s_count 2
        {"quoted.name","with.dot"="ü"} -7
        untyped 0x1p4

        """;

    private const string OpenMetrics = """
        # TYPE jobs counter
        # UNIT jobs_seconds seconds
        jobs_total{q="a"} 7 1700000000.123 # {trace="x"} 0.5 1700000000.1
        jobs_created{q="a"} 1600000000.25
        # TYPE g gaugehistogram
        g_bucket{le="+Inf"} 1
        g_gsum 2
        g_gcount 1
        # TYPE i info
        i_info{version="1"} 1
        # TYPE st stateset
        st{st="on"} 1
        # EOF

        """;

    /// <summary>The pages with their formats.</summary>
    public static IReadOnlyList<(ExpositionFormat Format, byte[] Page)> All { get; } =
    [
        (ExpositionFormat.Text, Encoding.UTF8.GetBytes(Text)),
        (ExpositionFormat.OpenMetrics, Encoding.UTF8.GetBytes(OpenMetrics)),
        (ExpositionFormat.Protobuf, Protobuf()),
    ];

    private static byte[] Protobuf()
    {
        var page = new ProtoWriter();
        Append(page, "requests_total", type: 0, 3, value => value.WriteDouble(1, 5));
        Append(page, "temperature", type: 1, 2, value => value.WriteDouble(1, -3.5));
        Append(page, "classic", type: 4, 7, Classic);
        Append(page, "native", type: 4, 7, Native);
        Append(page, "rpc", type: 2, 4, value => { value.WriteVarint(1, 9); value.WriteDouble(2, 1.5); });
        return page.Written.ToArray();
    }

    private static void Classic(ProtoWriter value)
    {
        value.WriteVarint(1, 6);
        value.WriteDouble(2, 12.5);
        foreach (var (bound, count) in new[] { (0.1, 2UL), (1.0, 5UL), (double.PositiveInfinity, 6UL) })
        {
            var bucket = value.BeginMessage(3);
            value.WriteVarint(1, count);
            value.WriteDouble(2, bound);
            value.EndMessage(bucket);
        }
    }

    private static void Native(ProtoWriter value)
    {
        value.WriteVarint(1, 7);
        value.WriteDouble(2, 0.5);
        value.WriteVarint(5, 6); // schema 3
        value.WriteDouble(6, 1e-128);
        value.WriteVarint(7, 1);
        foreach (var (offset, length) in new[] { (-9, 2UL), (3, 1UL) })
        {
            var span = value.BeginMessage(12);
            value.WriteVarint(1, (uint)((offset << 1) ^ (offset >> 31)));
            value.WriteVarint(2, length);
            value.EndMessage(span);
        }

        foreach (var delta in new[] { 4UL, 1UL, 4UL }) value.WriteVarint(13, delta); // 2, 1, 3
        var created = value.BeginMessage(15);
        value.WriteVarint(1, 1_700_000_000);
        value.EndMessage(created);
    }

    private static void Append(ProtoWriter page, string name, ulong type, int field, Action<ProtoWriter> write)
    {
        var family = new ProtoWriter();
        family.WriteText(1, name);
        family.WriteText(2, "help");
        family.WriteVarint(3, type);
        foreach (var code in new[] { "a", "b" })
        {
            var metric = family.BeginMessage(4);
            var label = family.BeginMessage(1);
            family.WriteText(1, "code");
            family.WriteText(2, code);
            family.EndMessage(label);
            var value = family.BeginMessage(field);
            write(family);
            family.EndMessage(value);
            family.EndMessage(metric);
        }

        page.WriteRawVarint((ulong)family.Length);
        page.WriteRaw(family.Written.Span);
    }
}
