using System.Text;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Decodes label blocks for printing.</summary>
internal static class LabelList
{
    /// <summary>Labels of a good line in the order of the page.</summary>
    public static List<Label> Read(ReadOnlySpan<byte> block, ExpositionFormat format)
    {
        var list = new List<Label>();
        var labels = new LabelEnumerator(block, format, named: false);
        while (!block.IsEmpty && labels.MoveNext())
        {
            list.Add(new Label(Escapes.Decode(labels.Current.Name), Escapes.Decode(labels.Current.Value)));
        }

        return list;
    }

    /// <summary>The label with its number in canonical form; as it is where it is no number.</summary>
    public static Label Canonical(Label label) =>
        FloatParser.TryParse(Encoding.UTF8.GetBytes(label.Value), out var bound)
            ? label with { Value = FloatText.PrintBound(bound) }
            : label;
}
