namespace Telemetry.Contracts.Metrics;

/// <summary>One value of a gauge or sum.</summary>
public readonly ref struct NumberPoint
{
    internal NumberPoint(AttributeList attributes, long timeMs, long startTimeMs, double value, bool isStale)
    {
        Attributes = attributes;
        TimeMs = timeMs;
        StartTimeMs = startTimeMs;
        Value = value;
        IsStale = isStale;
    }

    /// <summary>Labels of the series.</summary>
    public AttributeList Attributes { get; }

    /// <summary>Time of the value, Unix milliseconds.</summary>
    public long TimeMs { get; }

    /// <summary>When a sum began at zero, Unix milliseconds; 0 where unknown.</summary>
    public long StartTimeMs { get; }

    /// <summary>The value; 0 in a stale point.</summary>
    public double Value { get; }

    /// <summary>True when the series is gone: there is no value.</summary>
    public bool IsStale { get; }
}
