using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Tests.Exposition.Protobuf;

/// <summary>Writes random protobuf pages and, the slow and obvious way, the samples that a text page of the same values would have.</summary>
internal sealed class MessagePage(Random random)
{
    private readonly ProtoWriter _page = new();

    /// <summary>Samples as <c>name{labels} value</c>, in no order.</summary>
    public List<string> Expected { get; } = [];

    /// <summary>Length of the page after each metric that came whole, with the samples until then.</summary>
    public List<int> FamilyEnds { get; } = [];

    public byte[] Bytes => _page.Written.ToArray();

    public static MessagePage Create(int seed)
    {
        var page = new MessagePage(new Random(seed));
        var families = page.Next(1, 8);
        for (var i = 0; i < families; i++) page.Family($"family_{i}");
        return page;
    }

    private int Next(int from, int to) => random.Next(from, to);

    private void Family(string name)
    {
        var type = Next(0, 5);
        var family = new ProtoWriter();
        family.WriteText(1, name);
        family.WriteVarint(3, (ulong)type);
        var metrics = Next(1, 5);
        for (var i = 0; i < metrics; i++)
        {
            var metric = family.BeginMessage(4);
            var label = family.BeginMessage(1);
            family.WriteText(1, "i");
            family.WriteText(2, $"{i}");
            family.EndMessage(label);
            Value(family, name, type, $"i={i}");
            family.EndMessage(metric);
        }

        _page.WriteRawVarint((ulong)family.Length);
        _page.WriteRaw(family.Written.Span);
        FamilyEnds.Add(_page.Length);
    }

    private void Value(ProtoWriter writer, string name, int type, string labels)
    {
        var value = writer.BeginMessage(type switch { 0 => 3, 1 => 2, 2 => 4, 3 => 5, _ => 7 });
        if (type == 2) Summary(writer, name, labels);
        else if (type == 4) Histogram(writer, name, labels);
        else Number(writer, name, labels);
        writer.EndMessage(value);
    }

    private void Number(ProtoWriter writer, string name, string labels)
    {
        var number = Next(0, 1000);
        writer.WriteDouble(1, number);
        Expect(name, labels, number);
    }

    private void Summary(ProtoWriter writer, string name, string labels)
    {
        writer.WriteVarint(1, 4);
        writer.WriteDouble(2, 8);
        var quantile = writer.BeginMessage(3);
        writer.WriteDouble(1, 0.5);
        writer.WriteDouble(2, 2);
        writer.EndMessage(quantile);
        Expect(name, $"{labels},quantile=0.5", 2);
        Expect(name + "_sum", labels, 8);
        Expect(name + "_count", labels, 4);
    }

    private void Histogram(ProtoWriter writer, string name, string labels)
    {
        var (count, bounds) = (0, Next(0, 5));
        for (var i = 0; i < bounds; i++)
        {
            count += Next(0, 9);
            var bucket = writer.BeginMessage(3);
            writer.WriteVarint(1, (ulong)count);
            writer.WriteDouble(2, i + 0.5);
            writer.EndMessage(bucket);
            Expect(name + "_bucket", $"{labels},le={i}.5", count);
        }

        writer.WriteVarint(1, (ulong)count);
        writer.WriteDouble(2, count);
        Expect(name + "_bucket", $"{labels},le=+Inf", count);
        Expect(name + "_sum", labels, count);
        Expect(name + "_count", labels, count);
    }

    private void Expect(string name, string labels, double value) => Expected.Add(FormattableString.Invariant($"{name}{{{labels}}} {value}"));
}
