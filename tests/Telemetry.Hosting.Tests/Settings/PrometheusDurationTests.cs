using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Settings;

public sealed class PrometheusDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("250ms", 250)]
    [InlineData("15s", 15_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h5ms", 3_600_005)]
    [InlineData("2w1d", 15 * 86_400_000L)]
    [InlineData("1y", 365 * 86_400_000L)]
    public void TryParse_Durations_AreRead(string text, long milliseconds)
    {
        Assert.True(PrometheusDuration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.5s")]
    [InlineData("1s1m")]
    [InlineData("1s1s")]
    [InlineData("5 s")]
    [InlineData("1min")]
    [InlineData("999999999999y")]
    [InlineData("1111111111111111111111s")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(PrometheusDuration.TryParse(text, out _));

    [Fact]
    public void Format_AnyWholeMilliseconds_ParsesBack()
    {
        var random = new Random(7);
        for (var round = 0; round < 1000; round++)
        {
            var duration = TimeSpan.FromMilliseconds(random.NextInt64(1L << random.Next(1, 45)));

            Assert.True(PrometheusDuration.TryParse(PrometheusDuration.Format(duration), out var again));
            Assert.Equal(duration, again);
        }
    }
}
