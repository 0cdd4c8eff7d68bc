using System.Globalization;
using System.Text;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>How names, labels and numbers are written in the Prometheus text format 0.0.4.</summary>
internal static class PageText
{
    public static string Labels(IReadOnlyList<KeyValuePair<string, string>> labels) =>
        string.Join(',', labels.Select(label => $"{label.Key}=\"{Value(label.Value)}\""));

    public static string Help(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    public static void Line(StringBuilder page, string name, string labels, double value)
    {
        page.Append(name);
        if (labels.Length > 0) page.Append('{').Append(labels).Append('}');
        page.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Value(string value) => Help(value).Replace("\"", "\\\"", StringComparison.Ordinal);
}
