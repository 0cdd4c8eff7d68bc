using System.Globalization;

namespace Telemetry.Alerting.TimeIntervals;

/// <summary>Reads ranges such as <c>monday:friday</c>, <c>1:5</c>, <c>-3:-1</c> or a single value.</summary>
/// <param name="names">Names that stand for numbers, and the number of the first one.</param>
/// <param name="first">Least number that may be written; null where only names may be.</param>
/// <param name="last">Greatest number that may be written.</param>
/// <param name="what">What is read, for messages.</param>
internal sealed class RangeReader((string[] Names, int FirstNumber) names, int? first, int last, string what)
{
    private const int LongestMonth = 31;

    /// <summary>Days of the week, by name alone; Sunday is 0.</summary>
    public static readonly RangeReader Weekdays = new(
        (["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"], 0), first: null, last: 6, "a day of the week");

    /// <summary>Days of the month; the last one is −1.</summary>
    public static readonly RangeReader DaysOfMonth = new(([], 0), first: -LongestMonth, last: LongestMonth, "a day of the month, 1 to 31 or -31 to -1");

    /// <summary>Months.</summary>
    public static readonly RangeReader Months = new(
        (["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1), first: 1, last: 12, "a month");

    /// <summary>Years.</summary>
    public static readonly RangeReader Years = new(([], 0), first: 1, last: 9999, "a year");

    /// <summary>The range; null, and what is wrong with it, for a text that is none.</summary>
    public NumberRange? Read(string text, out string fault)
    {
        fault = "";
        var parts = text.Split(':');
        var from = Member(parts[0].Trim());
        var to = Member(parts[^1].Trim());
        if (parts.Length > 2 || from is null || to is null) fault = $"'{text}' is not {what}, or two of them with a colon between";
        else if (from < 0 && to > 0) fault = $"'{text}' begins before the month's end and ends after its beginning; both must be negative";
        else if (Position(from.Value) > Position(to.Value)) fault = $"'{text}' ends before it begins";
        else return new NumberRange(from.Value, to.Value);
        return null;
    }

    // Where a day counted from the end lies in a month of 30: enough to see what can never hold.
    private static int Position(int number) => number < 0 ? 30 + number : number;

    private int? Member(string text)
    {
        var name = Array.FindIndex(names.Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name >= 0) return name + names.FirstNumber;
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber && number != 0 && number >= first && number <= last ? number : null;
    }
}
