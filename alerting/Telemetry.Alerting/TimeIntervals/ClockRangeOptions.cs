using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.TimeIntervals;

/// <summary>Part of a day.</summary>
public sealed class ClockRangeOptions : IValidatableObject
{
    /// <summary>First minute, as <c>HH:MM</c>.</summary>
    public string StartTime { get; set; } = "";

    /// <summary>First minute that is no longer part of it, as <c>HH:MM</c>; up to <c>24:00</c>.</summary>
    public string EndTime { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var start = ClockTime.Minutes(StartTime);
        var end = ClockTime.Minutes(EndTime);
        if (start is null) yield return new($"'{StartTime}' is no time of day; write HH:MM", [nameof(StartTime)]);
        if (end is null) yield return new($"'{EndTime}' is no time of day; write HH:MM, up to 24:00", [nameof(EndTime)]);
        if (start >= end) yield return new("is not after start_time", [nameof(EndTime)]);
    }

    // The end itself is not part of it.
    internal NumberRange Compile() => new(ClockTime.Minutes(StartTime)!.Value, ClockTime.Minutes(EndTime)!.Value - 1);
}
