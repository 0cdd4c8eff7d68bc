using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Tests.Rig;
using Xunit;

namespace Telemetry.Alerting.Tests;

public sealed class AlertingOptionsTests : IDisposable
{
    private readonly ReceiverSettings _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Settings_WithoutReceivers_AreValid() => Assert.Empty(Check(new AlertingOptions()));

    [Fact]
    public void Settings_WithSeveralFaults_NameThemAll()
    {
        var options = new AlertingOptions
        {
            Route = new RouteOptions { Matchers = ["a=b"], Routes = [new() { Receiver = "nobody" }] },
            Receivers = [new() { Name = "twice" }, new() { Name = "twice" }],
        };
        var faults = Check(options);
        Assert.Equal(4, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("'nobody'", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("'twice'", StringComparison.Ordinal));
    }

    [Fact]
    public void Receivers_WithoutARoute_AreRefused() => Assert.Contains("Route", Assert.Single(Check(new AlertingOptions { Receivers = [new() { Name = "a" }] })), StringComparison.Ordinal);

    [Fact]
    public void Matcher_ThatIsNone_IsRefused() => Assert.Single(Check(new RouteOptions { Matchers = ["severity"] }));

    [Fact]
    public void Receiver_WithoutAName_IsRefused() => Assert.Single(Check(new ReceiverOptions()));

    [Fact]
    public void RoutingKeyFile_ThatIsMissingUnreadableOrNoKey_IsRefusedWithoutQuotingIt()
    {
        Assert.Single(Check(new PagerDutyOptions()));
        Assert.Contains("/nowhere/key", Assert.Single(Check(new PagerDutyOptions { RoutingKeyFile = "/nowhere/key" })), StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Single(Check(new PagerDutyOptions { RoutingKeyFile = _files.Write("empty", "") })), StringComparison.Ordinal);
        var fault = Assert.Single(Check(new PagerDutyOptions { RoutingKeyFile = _files.Write("short", "tooshort") }));
        Assert.DoesNotContain("tooshort", fault, StringComparison.Ordinal);
        Assert.Empty(Check(new PagerDutyOptions { RoutingKeyFile = _files.Write("key", ReceiverSettings.RoutingKey) }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a url")]
    [InlineData("ftp://host/")]
    public void Url_ThatIsNoHttpAddress_IsRefused(string? url)
    {
        Assert.Single(Check(new Alerting.Receivers.Alertmanager.AlertmanagerOptions { Url = url }));
        Assert.Single(Check(new WebhookOptions { Url = url }));
    }

    [Fact]
    public void Webhook_WithTwoAddressesOrABadSecret_IsRefused()
    {
        var file = _files.Write("url", "https://hooks.example.com/secret");
        Assert.Empty(Check(new WebhookOptions { UrlFile = file }));
        Assert.Single(Check(new WebhookOptions { Url = "https://hooks.example.com/", UrlFile = file }));
        Assert.Single(Check(new WebhookOptions { Url = "https://hooks.example.com/", SecretFile = _files.Write("secret", "no secret") }));
    }

    private static List<string> Check(IValidatableObject options) =>
        options.Validate(new ValidationContext(options)).Select(fault => $"{string.Join(',', fault.MemberNames)} {fault.ErrorMessage}").ToList();
}
