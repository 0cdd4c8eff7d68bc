using Telemetry.Series.Api;
using Xunit;

namespace Telemetry.Series.Tests.Api;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("4", 4000)]
    [InlineData("1795195995.25", 1_795_195_995_250)]
    [InlineData("-1.5", -1500)]
    [InlineData("1.7e9", 1_700_000_000_000)]
    [InlineData("1795195995000", 1_795_195_995_000_000)]
    [InlineData("2026-11-20T17:33:00.5Z", 1_795_195_980_500)]
    [InlineData("2026-11-20T18:33:00.123456789+01:00", 1_795_195_980_123)]
    public void Time_InEitherForm_IsRead(string text, long expectedMs)
    {
        Assert.True(TimeText.TryParseTime(text, out var timeMs));
        Assert.Equal(expectedMs, timeMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("+Inf")]
    [InlineData("1e300")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20 17:33:00Z")]
    [InlineData("2026-13-20T17:33:00Z")]
    public void Time_InNeitherForm_IsRefused(string text) => Assert.False(TimeText.TryParseTime(text, out _));

    [Theory]
    [InlineData("15", 15_000)]
    [InlineData("0.5", 500)]
    [InlineData("-3", -3000)]
    [InlineData("15s", 15_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h0m0s", 3_600_000)]
    [InlineData("500ms", 500)]
    [InlineData("1w2d", 777_600_000)]
    public void Duration_InEitherForm_IsRead(string text, long expectedMs)
    {
        Assert.True(TimeText.TryParseDuration(text, out var milliseconds));
        Assert.Equal(expectedMs, milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0.5s")]
    [InlineData("1s1m")]
    [InlineData("1s1s")]
    [InlineData("-5s")]
    [InlineData("99999999999999999y")]
    [InlineData("NaN")]
    public void Duration_InNeitherForm_IsRefused(string text) => Assert.False(TimeText.TryParseDuration(text, out _));
}
