using System.Text;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>The families of one target by name.</summary>
internal sealed class FamilyTable(Func<string, FamilyRule> ruleOf, int maxFamilies)
{
    private static readonly byte[][] Suffixes =
    [
        .. new[] { "_bucket", "_sum", "_count", "_total", "_created", "_info", "_gsum", "_gcount" }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly Dictionary<byte[], MetricFamily> _families = new(Utf8Keys.Instance);

    public IReadOnlyCollection<MetricFamily> All => _families.Values;

    /// <summary>The family of this name; null where it is new and the table is full.</summary>
    public MetricFamily? GetOrAdd(ReadOnlySpan<byte> rawName, bool isEscaped = true)
    {
        var lookup = _families.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(rawName, out var family) || _families.Count >= maxFamilies)
        {
            return family;
        }

        var name = isEscaped ? Escapes.Decode(rawName) : Encoding.UTF8.GetString(rawName);
        family = new MetricFamily(rawName.ToArray(), name, ruleOf(name));
        _families.Add(family.RawName, family);
        return family;
    }

    /// <summary>The family that a sample belongs to: one with a matching suffix where its type allows, else one of its own name.</summary>
    public MetricFamily? Resolve(ReadOnlySpan<byte> sampleName, out SeriesRole role)
    {
        var lookup = _families.GetAlternateLookup<ReadOnlySpan<byte>>();
        foreach (var suffix in Suffixes)
        {
            if (sampleName.EndsWith(suffix)
                && lookup.TryGetValue(sampleName[..^suffix.Length], out var family)
                && FamilyMembership.TryGetRole(sampleName, family.RawName, family.Type, out role))
            {
                return family;
            }
        }

        var own = GetOrAdd(sampleName);
        role = own?.Type == FamilyType.Summary ? SeriesRole.Quantile : SeriesRole.Value;
        return own;
    }

    public void Clear() => _families.Clear();
}
