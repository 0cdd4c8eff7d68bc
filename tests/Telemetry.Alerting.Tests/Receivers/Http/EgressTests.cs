using System.Net;
using Telemetry.Alerting.Receivers.Http;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Http;

public sealed class EgressTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.1.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void Address_OfTheMachineOrItsNeighbours_IsNeverAllowed(string address) => Assert.True(EgressGuard.IsNeverAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("1.1.1.1")]
    [InlineData("fd00::1")]
    [InlineData("2606:4700::1111")]
    public void Address_OfAService_IsAllowed(string address) => Assert.False(EgressGuard.IsNeverAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("hooks.example.com", "10.0.0.1", true)]
    [InlineData("HOOKS.example.com.", "10.0.0.1", true)]
    [InlineData("a.corp.example", "10.0.0.1", true)]
    [InlineData("corp.example", "10.0.0.1", false)]
    [InlineData("other.example.com", "10.0.0.1", false)]
    [InlineData("other.example.com", "192.168.7.9", true)]
    [InlineData("other.example.com", "::ffff:192.168.7.9", true)]
    public void List_ThatIsNotEmpty_AllowsWhatItNames(string host, string address, bool expected) =>
        Assert.Equal(expected, new EgressAllowList(["hooks.example.com", "*.corp.example", "192.168.0.0/16"]).Allows(host, IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/99")]
    [InlineData("http://x/")]
    [InlineData("*")]
    [InlineData("")]
    public void Entry_ThatIsNone_IsRefused(string entry) => Assert.NotNull(EgressAllowList.FaultOf(entry));
}
