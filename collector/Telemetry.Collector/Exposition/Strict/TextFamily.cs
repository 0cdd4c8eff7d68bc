using System.Text;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>What a text page has said of one family so far.</summary>
internal sealed class TextFamily
{
    private bool _hasHelp;

    public FamilyType Type { get; private set; }

    /// <summary>Set by a TYPE line and by the first sample: no TYPE may follow.</summary>
    public bool HasType { get; set; }

    /// <summary>The label that is no ordinary one for this type; else empty.</summary>
    public ReadOnlySpan<byte> BoundLabel => Type switch
    {
        FamilyType.Summary => "quantile"u8,
        FamilyType.Histogram or FamilyType.GaugeHistogram => "le"u8,
        _ => [],
    };

    /// <summary>Takes a HELP line; returns what is wrong with it, or null.</summary>
    public string? SetHelp(ReadOnlySpan<byte> text)
    {
        var isSecond = _hasHelp;
        _hasHelp = true;
        return isSecond ? "second HELP line for metric name"
            : Escapes.AreKnown(text) ? null
            : "invalid escape sequence";
    }

    /// <summary>Takes a TYPE line; returns what is wrong with it, or null. Case does not matter.</summary>
    public string? SetType(ReadOnlySpan<byte> word)
    {
        if (HasType)
        {
            return "second TYPE line for metric name, or TYPE reported after samples";
        }

        HasType = true;
        var lower = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(word).ToLowerInvariant());
        var known = FamilyTypes.TryParse(lower, ExpositionFormat.Text, out var type)
            && (type is not (FamilyType.Info or FamilyType.StateSet))
            && !lower.AsSpan().SequenceEqual("unknown"u8);
        Type = type;
        return known ? null : "unknown metric type";
    }
}
