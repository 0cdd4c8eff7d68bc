using Telemetry.Alerting.Routing;
using Xunit;

namespace Telemetry.Alerting.Tests.Routing;

public sealed class RouteTests
{
    private static readonly RouteOptions Root = new()
    {
        Receiver = "default",
        Routes =
        [
            new() { Receiver = "all-pages", Matchers = ["severity=critical"], Continue = true },
            new()
            {
                Receiver = "storage",
                Matchers = ["component=etcd"],
                Routes = [new() { Receiver = "storage-pager", Matchers = ["severity=critical", "cluster=~prod.*"] }, new() { Matchers = ["cluster=test"] }],
            },
            new() { Receiver = "platform", Matchers = ["component=~apiserver|scheduler"] },
        ],
    };

    [Theory]
    [InlineData("warning", "coredns", "prod", "default")]
    [InlineData("critical", "coredns", "prod", "all-pages")]
    [InlineData("critical", "etcd", "prod-1", "all-pages,storage-pager")]
    [InlineData("warning", "etcd", "prod-1", "storage")]
    [InlineData("warning", "etcd", "test", "storage")]
    [InlineData("critical", "scheduler", "test", "all-pages,platform")]
    public void Alert_WithLabels_GoesWhereAlertmanagerWouldSendIt(string severity, string component, string cluster, string expected)
    {
        var labels = new Dictionary<string, string> { ["severity"] = severity, ["component"] = component, ["cluster"] = cluster };
        Assert.Equal(expected.Split(','), RouteBuilder.Build(Root).ReceiversOf(labels));
    }

    [Fact]
    public void Receiver_NamedByTwoRoutes_IsGivenOnce()
    {
        var root = new RouteOptions { Receiver = "a", Routes = [new() { Receiver = "b", Continue = true }, new() { Receiver = "b" }] };
        Assert.Equal(["b"], RouteBuilder.Build(root).ReceiversOf(new Dictionary<string, string>()));
    }
}
