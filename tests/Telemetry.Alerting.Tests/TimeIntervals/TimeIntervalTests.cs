using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Telemetry.Alerting.TimeIntervals;
using Xunit;

namespace Telemetry.Alerting.Tests.TimeIntervals;

public sealed class TimeIntervalTests
{
    [Theory]
    [InlineData("09:00", "17:00", "2026-11-20T09:00:00Z", true)]
    [InlineData("09:00", "17:00", "2026-11-20T08:59:59Z", false)]
    [InlineData("09:00", "17:00", "2026-11-20T16:59:59Z", true)]
    [InlineData("09:00", "17:00", "2026-11-20T17:00:00Z", false)]
    [InlineData("22:00", "24:00", "2026-11-20T23:59:59Z", true)]
    public void Times_OfADay_HoldTheirFirstMinuteAndNotTheirEnd(string start, string end, string instant, bool expected) =>
        Assert.Equal(expected, Holds(new() { Times = [new() { StartTime = start, EndTime = end }] }, instant));

    [Theory]
    [InlineData("monday:friday", "2026-11-20T12:00:00Z", true)]
    [InlineData("monday:friday", "2026-11-21T12:00:00Z", false)]
    [InlineData("Sunday", "2026-11-22T12:00:00Z", true)]
    [InlineData("sunday:monday", "2026-11-23T00:00:00Z", true)]
    public void Weekdays_InAnyCase_Hold(string range, string instant, bool expected) => Assert.Equal(expected, Holds(new() { Weekdays = [range] }, instant));

    [Theory]
    [InlineData("1:5", "2026-02-05T00:00:00Z", true)]
    [InlineData("1:5", "2026-02-06T00:00:00Z", false)]
    [InlineData("31", "2026-04-30T00:00:00Z", false)]
    [InlineData("28:31", "2026-02-28T00:00:00Z", true)]
    [InlineData("-1", "2026-02-28T00:00:00Z", true)]
    [InlineData("-1", "2028-02-28T00:00:00Z", false)]
    [InlineData("-3:-1", "2026-04-28T00:00:00Z", true)]
    [InlineData("-3:-1", "2026-04-27T00:00:00Z", false)]
    [InlineData("-31:-30", "2026-02-01T00:00:00Z", false)]
    [InlineData("2:-2", "2026-04-29T00:00:00Z", true)]
    [InlineData("2:-2", "2026-04-30T00:00:00Z", false)]
    public void DaysOfMonth_FromEitherEnd_HoldInMonthsOfEveryLength(string range, string instant, bool expected) =>
        Assert.Equal(expected, Holds(new() { DaysOfMonth = [range] }, instant));

    [Theory]
    [InlineData("may:august", "2026-08-31T23:59:59Z", true)]
    [InlineData("5:8", "2026-09-01T00:00:00Z", false)]
    [InlineData("December", "2026-12-01T00:00:00Z", true)]
    public void Months_ByNameOrNumber_Hold(string range, string instant, bool expected) => Assert.Equal(expected, Holds(new() { Months = [range] }, instant));

    [Fact]
    public void Kinds_Several_MustAllHoldAndOneRangeOfEachIsEnough()
    {
        var part = new TimeIntervalPartOptions { Years = ["2020", "2026:2027"], Months = ["1", "11"], Weekdays = ["friday"] };
        Assert.True(Holds(part, "2026-11-20T12:00:00Z"));
        Assert.False(Holds(part, "2025-11-21T12:00:00Z"));
        Assert.False(Holds(part, "2026-12-04T12:00:00Z"));
        Assert.True(Holds(new(), "2026-11-20T12:00:00Z"));
    }

    [Theory]
    [InlineData("2026-03-28T08:30:00Z", true)] // 09:30 in winter
    [InlineData("2026-03-29T08:30:00Z", false)] // 10:30 once summer time began that night
    [InlineData("2026-03-29T07:30:00Z", true)]
    [InlineData("2026-10-25T08:30:00Z", true)]
    public void Location_WithSummerTime_IsReadOnItsOwnClock(string instant, bool expected) =>
        Assert.Equal(expected, Holds(new() { Times = [new() { StartTime = "09:00", EndTime = "10:00" }], Location = "Europe/Berlin" }, instant));

    [Fact]
    public void Location_AcrossMidnight_DecidesTheDay()
    {
        var part = new TimeIntervalPartOptions { Weekdays = ["monday"], Location = "Australia/Sydney" };
        Assert.True(Holds(part, "2026-11-22T14:00:00Z"));
        Assert.False(Holds(part, "2026-11-23T14:00:00Z"));
    }

    [Theory]
    [InlineData("weekdays", "friday:sunday")]
    [InlineData("weekdays", "1")]
    [InlineData("weekdays", "a:b:c")]
    [InlineData("days", "0")]
    [InlineData("days", "32")]
    [InlineData("days", "5:1")]
    [InlineData("days", "-1:5")]
    [InlineData("days", "-1:-3")]
    [InlineData("months", "13")]
    [InlineData("months", "june:may")]
    [InlineData("years", "2027:2026")]
    [InlineData("location", "Nowhere/City")]
    public void Range_ThatCanNeverHold_IsRefused(string kind, string text) => Assert.Single(Faults(kind switch
    {
        "weekdays" => new() { Weekdays = [text] },
        "days" => new() { DaysOfMonth = [text] },
        "months" => new() { Months = [text] },
        "years" => new() { Years = [text] },
        _ => new TimeIntervalPartOptions { Location = text },
    }));

    [Theory]
    [InlineData("08:00", "08:00")]
    [InlineData("20:00", "08:00")]
    [InlineData("8:00", "09:00")]
    [InlineData("25:00", "24:00")]
    [InlineData("", "09:00")]
    public void Times_ThatAreNone_AreRefused(string start, string end) => Assert.Single(Faults(new ClockRangeOptions { StartTime = start, EndTime = end }));

    private static bool Holds(TimeIntervalPartOptions part, string instant)
    {
        Assert.Empty(Faults(part));
        return new TimeIntervalOptions { Name = "x", TimeIntervals = [part] }.Compile().Contains(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
    }

    private static List<ValidationResult> Faults(IValidatableObject options) => options.Validate(new ValidationContext(options)).ToList();
}
