using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class RootRankingTests
{
    private const long StartMs = 1_000_000_000;

    [Theory]
    [InlineData(false, "etcd")]
    [InlineData(true, "apiserver")]
    public void Rank_APartThatOnlyItsCallerComplainsOf_LeadsUnlessTheCallerIsOverloaded(bool isLoaded, string root)
    {
        var apiserver = Unwell("apiserver", Signal("request", "apiserver", "apiserver"));
        if (isLoaded) apiserver.Context.Add(Signal("rate", "apiserver", "apiserver", cause: "load"));

        Assert.Equal(root, First(apiserver, Unwell("etcd", Signal("call", "etcd", observer: "apiserver"))));
    }

    [Theory]
    [InlineData("etcd")]
    [InlineData("scheduler")]
    public void Rank_AnotherSeesItToo_LeadsUnderLoad(string other)
    {
        var apiserver = Unwell("apiserver", Signal("request", "apiserver", "apiserver"));
        apiserver.Context.Add(Signal("rate", "apiserver", "apiserver", cause: "load"));
        var etcd = Unwell("etcd", Signal("call", "etcd", observer: "apiserver"), Signal("peer", "etcd", other));

        Assert.Equal("etcd", First(apiserver, etcd));
    }

    private static string First(params ComponentPicture[] components) =>
        RootRanking.Rank(components, components, SimulatedCluster.Graph, intervalMs: 1000)[0].Component;

    private static ComponentPicture Unwell(string component, params UnusualSignal[] signals)
    {
        var picture = new ComponentPicture(component) { Joint = 8, Peak = 8, UnwellSinceMs = StartMs };
        picture.Unusual.AddRange(signals);
        return picture;
    }

    private static UnusualSignal Signal(string id, string component, string observer, string cause = "") => new(
        new SignalTraits { Id = id, Title = id, Unit = "s", Cause = cause, Shape = SignalShape.Latency, IsSeenByCaller = observer != component },
        new SignalFinding(id, id, component, 8, StartMs, 0.3, 0.01), $"{observer}-0", observer, Evidence: 8);
}
