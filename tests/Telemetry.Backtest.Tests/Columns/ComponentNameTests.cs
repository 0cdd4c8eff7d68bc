using Telemetry.Backtest.Columns;
using Xunit;

namespace Telemetry.Backtest.Tests.Columns;

public sealed class ComponentNameTests
{
    [Theory]
    [InlineData("adservice-5f6585d649-fnmft|CpuUsageRate(%)", "adservice")]
    [InlineData("paymentservice-9cdb6588f-554sm|PodWorkload(Ops)", "paymentservice")]
    [InlineData("PetSearch_AWS::ECS::Fargate|latency|p99", "PetSearch_AWS::ECS::Fargate")]
    [InlineData("my-proxy-agent|latency", "my-proxy-agent")]
    [InlineData("value", "value")]
    public void Column_Component_IsTheNameBeforeTheBarWithoutAPodsHashes(string column, string component) =>
        Assert.Equal(component, ComponentName.Of(column));

    [Theory]
    [InlineData("source_50|frontend_cartservice", "frontend", "cartservice")]
    [InlineData("destination_99|a_b_c", "a_b", "c")]
    public void Edge_Names_AreParted(string column, string caller, string callee) =>
        Assert.Equal(new CallEdge(caller, callee), CallEdge.Of(column, new HashSet<string>(StringComparer.Ordinal) { "a_b", "c" }));
}
