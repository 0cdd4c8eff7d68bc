using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.TimeIntervals;

/// <summary>Times that satisfy every kind of range that is given; within a kind one range is enough.</summary>
public sealed class TimeIntervalPartOptions : IValidatableObject
{
    /// <summary>Parts of the day.</summary>
    public List<ClockRangeOptions> Times { get; set; } = [];

    /// <summary>Days of the week, such as <c>monday:friday</c> or <c>sunday</c>, which is the first.</summary>
    public List<string> Weekdays { get; set; } = [];

    /// <summary>Days of the month, such as <c>1:5</c>; −1 is the last one.</summary>
    public List<string> DaysOfMonth { get; set; } = [];

    /// <summary>Months, by name or number, such as <c>may:august</c> or <c>12</c>.</summary>
    public List<string> Months { get; set; } = [];

    /// <summary>Years, such as <c>2026:2028</c>.</summary>
    public List<string> Years { get; set; } = [];

    /// <summary>Time zone whose wall clock is read, such as <c>Europe/Berlin</c> or <c>Local</c>; UTC without it.</summary>
    public string? Location { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (ranges, reader, property) in Kinds())
        {
            for (var i = 0; i < ranges.Count; i++)
            {
                if (reader.Read(ranges[i], out var fault) is null) yield return new(fault, [$"{property}[{i}]"]);
            }
        }

        if (TimeZones.Find(Location) is null) yield return new($"'{Location}' is no time zone that this machine knows", [nameof(Location)]);
    }

    internal TimeIntervalPart Compile() => new()
    {
        Minutes = Times.Select(time => time.Compile()).ToArray(),
        Weekdays = Compile(Weekdays, RangeReader.Weekdays),
        DaysOfMonth = Compile(DaysOfMonth, RangeReader.DaysOfMonth),
        Months = Compile(Months, RangeReader.Months),
        Years = Compile(Years, RangeReader.Years),
        Location = TimeZones.Find(Location)!,
    };

    private static NumberRange[] Compile(List<string> ranges, RangeReader reader) => ranges.Select(range => reader.Read(range, out _)!.Value).ToArray();

    private IEnumerable<(List<string> Ranges, RangeReader Reader, string Property)> Kinds() =>
    [
        (Weekdays, RangeReader.Weekdays, nameof(Weekdays)), (DaysOfMonth, RangeReader.DaysOfMonth, nameof(DaysOfMonth)),
        (Months, RangeReader.Months, nameof(Months)), (Years, RangeReader.Years, nameof(Years)),
    ];
}
