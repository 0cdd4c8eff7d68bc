namespace Telemetry.Alerting.TimeIntervals;

/// <summary>A named set of times; an instant that lies in one of the parts lies in it. Immutable.</summary>
internal sealed record TimeInterval(string Name, IReadOnlyList<TimeIntervalPart> Parts)
{
    /// <summary>Whether the instant lies in the interval.</summary>
    public bool Contains(DateTimeOffset instant)
    {
        foreach (var part in Parts)
        {
            if (part.Contains(instant)) return true;
        }

        return false;
    }
}
