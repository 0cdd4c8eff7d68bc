namespace Telemetry.Alerting.TimeIntervals;

/// <summary>A named set of times, with Alertmanager's keys and meaning.</summary>
public sealed class TimeIntervalOptions
{
    /// <summary>Name, as routes spell it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Parts; an instant in one of them is in the interval.</summary>
    public List<TimeIntervalPartOptions> TimeIntervals { get; set; } = [];

    internal TimeInterval Compile() => new(Name, TimeIntervals.Select(part => part.Compile()).ToArray());
}
