using System.Globalization;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>A time between two moments, with the methods of Go's duration that templates use.</summary>
internal sealed class DurationObject(TimeSpan duration) : TemplateObject
{
    /// <inheritdoc/>
    public override bool IsTrue => duration != TimeSpan.Zero;

    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => Plain(
        name switch
        {
            "Hours" => duration.TotalHours,
            "Minutes" => duration.TotalMinutes,
            "Seconds" => duration.TotalSeconds,
            "Milliseconds" => (long)duration.TotalMilliseconds,
            "String" => Print(),
            _ => throw Unknown(name, "a duration"),
        },
        name,
        arguments);

    /// <inheritdoc/>
    public override string Print()
    {
        if (duration == TimeSpan.Zero) return "0s";
        var length = duration.Duration();
        var sign = duration < TimeSpan.Zero ? "-" : "";
        if (length < TimeSpan.FromMilliseconds(1)) return $"{sign}{Number(length.TotalMicroseconds)}µs";
        if (length < TimeSpan.FromSeconds(1)) return $"{sign}{Number(length.TotalMilliseconds)}ms";
        var seconds = Number((length.Ticks % TimeSpan.TicksPerMinute) / (double)TimeSpan.TicksPerSecond);
        if (length < TimeSpan.FromMinutes(1)) return $"{sign}{seconds}s";
        return length < TimeSpan.FromHours(1) ? $"{sign}{length.Minutes}m{seconds}s" : $"{sign}{(long)length.TotalHours}h{length.Minutes}m{seconds}s";
    }

    private static string Number(double value) => value.ToString("0.#######", CultureInfo.InvariantCulture);
}
