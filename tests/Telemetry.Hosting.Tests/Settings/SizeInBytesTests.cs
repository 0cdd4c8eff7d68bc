using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Settings;

public sealed class SizeInBytesTests
{
    [Theory]
    [InlineData("5B", 5)]
    [InlineData("1KB", 1024)]
    [InlineData("10MB", 10L << 20)]
    [InlineData("3GiB", 3L << 30)]
    [InlineData("1TB", 1L << 40)]
    public void TryParse_Sizes_AreRead(string text, long expected)
    {
        Assert.True(SizeInBytes.TryParse(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1MB")]
    [InlineData("1mb")]
    [InlineData("1.5MB")]
    [InlineData("9999999999TB")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(SizeInBytes.TryParse(text, out _));
}
