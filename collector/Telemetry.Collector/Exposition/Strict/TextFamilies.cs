namespace Telemetry.Collector.Exposition.Strict;

/// <summary>The families of a text page by name.</summary>
internal sealed class TextFamilies
{
    private readonly Dictionary<string, TextFamily> _families = [];

    /// <summary>The family of this name, else the summary or histogram whose sum, count or bucket the name is, else a new one.</summary>
    public TextFamily Resolve(string name, out SeriesRole role)
    {
        role = SeriesRole.Value;
        if (_families.TryGetValue(name, out var family)
            || TryStrip(name, "_count", SeriesRole.Count, ref role, ref family)
            || TryStrip(name, "_sum", SeriesRole.Sum, ref role, ref family)
            || TryStrip(name, "_bucket", SeriesRole.Value, ref role, ref family))
        {
            return family!;
        }

        role = SeriesRole.Value;
        return _families[name] = new TextFamily();
    }

    private bool TryStrip(string name, string suffix, SeriesRole suffixRole, ref SeriesRole role, ref TextFamily? family)
    {
        role = suffixRole;
        return name.Length > suffix.Length
            && name.EndsWith(suffix, StringComparison.Ordinal)
            && _families.TryGetValue(name[..^suffix.Length], out family)
            && (family.Type is FamilyType.Histogram or FamilyType.GaugeHistogram
                || (family.Type == FamilyType.Summary && suffix != "_bucket"));
    }
}
