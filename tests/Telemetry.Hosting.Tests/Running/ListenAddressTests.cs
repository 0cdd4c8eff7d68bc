using Telemetry.Hosting.Running;
using Xunit;

namespace Telemetry.Hosting.Tests.Running;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:9099", "127.0.0.1:9099")]
    [InlineData("localhost:0", "127.0.0.1:0")]
    [InlineData(":9099", "[::]:9099")]
    [InlineData("0.0.0.0:1", "0.0.0.0:1")]
    [InlineData("[::1]:9099", "[::1]:9099")]
    public void TryParse_Addresses_AreRead(string text, string expected)
    {
        Assert.True(ListenAddress.TryParse(text, out var endPoint));
        Assert.Equal(expected, endPoint.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("9099")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1:9099")]
    [InlineData("[127.0.0.1]:9099")]
    [InlineData("example.org:9099")]
    [InlineData("http://127.0.0.1:9099")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(ListenAddress.TryParse(text, out _));
}
