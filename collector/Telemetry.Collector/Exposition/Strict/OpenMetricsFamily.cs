using System.Text;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>The family that an OpenMetrics page is in the middle of.</summary>
internal sealed class OpenMetricsFamily(ReadOnlySpan<byte> name, int firstLine)
{
    private bool _hasHelp;
    private bool _hasType;
    private string? _unit;

    public byte[] RawName { get; } = name.ToArray();

    public string Name { get; } = Encoding.UTF8.GetString(name);

    public FamilyType Type { get; private set; }

    /// <summary>Line of its first metadata or sample.</summary>
    public int FirstLine { get; } = firstLine;

    public bool HasSamples { get; set; }

    /// <summary>Grouping, order and sums of its samples.</summary>
    public OpenMetricsPoints Points { get; } = new();

    /// <summary>What is wrong with the unit, given the type; null where nothing is.</summary>
    public string? UnitFault => !string.IsNullOrEmpty(_unit) && Type is FamilyType.Info or FamilyType.StateSet
        ? "units are not allowed for this metric type"
        : null;

    /// <summary>The endings that sample names of a family may have.</summary>
    public static string[] SuffixesOf(FamilyType type) => type switch
    {
        FamilyType.Counter => ["_total", "_created"],
        FamilyType.Summary => ["", "_sum", "_count", "_created"],
        FamilyType.Histogram => ["_bucket", "_sum", "_count", "_created"],
        FamilyType.GaugeHistogram => ["_bucket", "_gsum", "_gcount"],
        FamilyType.Info => ["_info"],
        _ => [""],
    };

    /// <summary>Whether a sample of this name may stand in the family, and as what.</summary>
    public bool Allows(ReadOnlySpan<byte> sampleName, out SeriesRole role)
    {
        if (!FamilyMembership.TryGetRole(sampleName, RawName, Type, out role))
        {
            return false;
        }

        var suffix = Encoding.UTF8.GetString(sampleName[RawName.Length..]);
        return SuffixesOf(Type).Contains(suffix);
    }

    public string? SetHelp()
    {
        var isSecond = _hasHelp;
        _hasHelp = true;
        return isSecond ? "more than one HELP for metric" : null;
    }

    public string? SetType(FamilyType type)
    {
        var isSecond = _hasType;
        _hasType = true;
        Type = type;
        return isSecond ? "more than one TYPE for metric" : null;
    }

    public string? SetUnit(string unit)
    {
        var isSecond = _unit is not null;
        _unit = unit;
        return isSecond ? "more than one UNIT for metric" : UnitFault;
    }
}
