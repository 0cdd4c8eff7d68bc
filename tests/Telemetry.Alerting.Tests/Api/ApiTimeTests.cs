using Telemetry.Alerting.Api;
using Xunit;

namespace Telemetry.Alerting.Tests.Api;

public sealed class ApiTimeTests
{
    [Theory]
    [InlineData("2026-11-22T04:00:00Z", "2026-11-22T04:00:00.000Z")]
    [InlineData("2026-11-22T04:00:00.123456789+02:00", "2026-11-22T02:00:00.123Z")]
    [InlineData("2026-11-22T04:00:00.5-0130", "2026-11-22T05:30:00.500Z")]
    [InlineData("2026-11-22T04:00:00", "2026-11-22T04:00:00.000Z")]
    [InlineData("2026-11-22T04:00Z", "2026-11-22T04:00:00.000Z")]
    [InlineData("2026-11-22 04:00:00", "2026-11-22T04:00:00.000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("", "1970-01-01T00:00:00.000Z")]
    public void Time_InAFormThatAlertmanagerReads_IsRead(string text, string expected)
    {
        Assert.True(ApiTime.TryParse(text, out var time));
        Assert.Equal(expected, ApiTime.Format(time));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22 04:00:00Z")]
    [InlineData("2026-11-22t04:00:00z")]
    [InlineData("2026-13-22T04:00:00Z")]
    [InlineData("0001-01-01T00:00:00+23:00")]
    public void Time_InAnother_IsRefused(string text) => Assert.False(ApiTime.TryParse(text, out _));
}
