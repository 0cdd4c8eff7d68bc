namespace Telemetry.Alerting.TimeIntervals;

/// <summary>
/// Times that satisfy every kind of range at once, read on the wall clock of a time zone. A kind without ranges holds always; within a
/// kind one range is enough. Immutable.
/// </summary>
internal sealed record TimeIntervalPart
{
    /// <summary>Minutes of the day, from 0; the last one included.</summary>
    public IReadOnlyList<NumberRange> Minutes { get; init; } = [];

    /// <summary>Days of the week, Sunday is 0.</summary>
    public IReadOnlyList<NumberRange> Weekdays { get; init; } = [];

    /// <summary>Days of the month, 1 to 31, or −1 for the last to −31.</summary>
    public IReadOnlyList<NumberRange> DaysOfMonth { get; init; } = [];

    /// <summary>Months, January is 1.</summary>
    public IReadOnlyList<NumberRange> Months { get; init; } = [];

    /// <summary>Years.</summary>
    public IReadOnlyList<NumberRange> Years { get; init; } = [];

    /// <summary>Zone whose wall clock is read.</summary>
    public TimeZoneInfo Location { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether the instant satisfies all kinds.</summary>
    public bool Contains(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Location);
        return Holds(Minutes, (local.Hour * 60) + local.Minute)
            && Holds(Weekdays, (int)local.DayOfWeek)
            && Holds(Months, local.Month)
            && Holds(Years, local.Year)
            && HoldsDay(local);
    }

    private static bool Holds(IReadOnlyList<NumberRange> ranges, int number)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(number)) return true;
        }

        return ranges.Count == 0;
    }

    private bool HoldsDay(DateTimeOffset local)
    {
        if (DaysOfMonth.Count == 0) return true;
        var days = DateTime.DaysInMonth(local.Year, local.Month);
        foreach (var range in DaysOfMonth)
        {
            if (InMonth(range, days) is { } inMonth && inMonth.Contains(local.Day)) return true;
        }

        return false;
    }

    // A range that begins behind the month's last day never holds ("31" is not the 30th of April); an end behind it is its last day.
    private static NumberRange? InMonth(NumberRange range, int days)
    {
        var first = range.First < 0 ? days + range.First + 1 : range.First;
        var last = range.Last < 0 ? days + range.Last + 1 : range.Last;
        return first > days ? null : new NumberRange(first, last);
    }
}
