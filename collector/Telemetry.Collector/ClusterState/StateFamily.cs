using System.Globalization;
using System.Text;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>
/// One family of the cluster's page. Objects in trouble have a series each, with their names, up to <see cref="MaxNamed"/>; all others
/// are one sum for what they have in common. So the sum over the family is the same as of a page that names every object, and the page
/// stays small however large the cluster is.
/// </summary>
internal sealed class StateFamily(string name, string type = "gauge")
{
    /// <summary>Most series of a family that carry names.</summary>
    public const int MaxNamed = 500;

    private readonly StringBuilder _named = new();
    private readonly SortedDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private int _series;

    /// <summary>Adds an object that has names of its own; beyond the bound it goes into the sum.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="names">Labels that name it.</param>
    /// <param name="common">Labels that it shares with others.</param>
    public void Name(double value, ReadOnlySpan<Label> names, params ReadOnlySpan<Label> common)
    {
        if (!TryName(value, names, common)) Sum(value, common);
    }

    /// <summary>Adds an object whose value makes no sense in a sum, as a time does not; false, and left out, beyond the bound.</summary>
    public bool TryName(double value, ReadOnlySpan<Label> names, params ReadOnlySpan<Label> common)
    {
        if (_series == MaxNamed) return false;
        _series++;
        var labels = new StringBuilder();
        Append(labels, names);
        Append(labels, common);
        AppendLine(_named, labels.ToString(), value);
        return true;
    }

    /// <summary>Adds a value to the sum of those with the same labels; 0 makes the series be there.</summary>
    public void Sum(double value, params ReadOnlySpan<Label> common)
    {
        var labels = new StringBuilder();
        Append(labels, common);
        var key = labels.ToString();
        _sums[key] = _sums.GetValueOrDefault(key) + value;
    }

    /// <summary>Writes the family's lines.</summary>
    public void WriteTo(StringBuilder page)
    {
        if (_series == 0 && _sums.Count == 0) return;
        page.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var (labels, value) in _sums) AppendLine(page, labels, value);
        page.Append(_named);
    }

    private void AppendLine(StringBuilder lines, string labels, double value)
    {
        lines.Append(name);
        if (labels.Length > 0) lines.Append('{').Append(labels).Append('}');
        lines.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static void Append(StringBuilder text, ReadOnlySpan<Label> labels)
    {
        foreach (var label in labels)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(label.Name).Append("=\"");
            foreach (var c in label.Value)
            {
                if (c == '\n') text.Append("\\n");
                else if (c is '"' or '\\') text.Append('\\').Append(c);
                else text.Append(c);
            }
            text.Append('"');
        }
    }
}
