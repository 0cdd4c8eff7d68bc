namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>A moment, with the methods of Go's time that templates use.</summary>
internal sealed class TimeObject(DateTimeOffset time) : TemplateObject
{
    /// <summary>The moment.</summary>
    public DateTimeOffset Time => time;

    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => (name, arguments) switch
    {
        ("Format", [string layout]) => GoTimeLayout.Format(time, layout),
        ("Sub", [TimeObject other]) => new DurationObject(time - other.Time),
        ("Before", [TimeObject other]) => time < other.Time,
        ("After", [TimeObject other]) => time > other.Time,
        ("Equal", [TimeObject other]) => time == other.Time,
        ("UTC" or "Local", []) => new TimeObject(time.ToUniversalTime()),
        ("Unix", []) => time.ToUnixTimeSeconds(),
        ("IsZero", []) => time == default,
        ("Year", []) => (long)time.Year,
        ("Day", []) => (long)time.Day,
        ("Hour", []) => (long)time.Hour,
        ("Minute", []) => (long)time.Minute,
        ("Second", []) => (long)time.Second,
        ("Month", []) => GoTimeLayout.Format(time, "January"),
        ("Weekday", []) => GoTimeLayout.Format(time, "Monday"),
        ("String", []) => Print(),
        _ => throw new EvaluationException($"a time has no method .{name} that takes these arguments"),
    };

    /// <inheritdoc/>
    public override string Print() => GoTimeLayout.Format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
}
