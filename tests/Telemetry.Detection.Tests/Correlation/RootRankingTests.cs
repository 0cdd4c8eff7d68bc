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

    [Theory]
    [InlineData(1, "apiserver")]
    [InlineData(720, "etcd")]
    public void Rank_EvidenceWithinABolderBudget_ExplainsWhatStandsOnIt(double pagesPerMonth, string root)
    {
        var apiserver = UnwellBy(2.9, "apiserver", Signal("request", "apiserver", "apiserver"));
        var etcd = UnwellBy(2.8, "etcd", Signal("sync", "etcd", "etcd"));

        Assert.Equal(root, FirstAt(new EvidenceBudget(pagesPerMonth, Math.Max(1, pagesPerMonth / 30)), apiserver, etcd));
    }

    [Theory]
    [InlineData(0, "apiserver")]
    [InlineData(9, "scheduler")]
    public void Rank_OwnTroubleThatShowedForAScrape_IsNotExplainedByADependency(double peak, string root)
    {
        var scheduler = UnwellBy(9, "scheduler", Signal("attempt", "scheduler", "scheduler"));
        scheduler.PeakLocal = peak;

        Assert.Equal(root, First(Unwell("apiserver", Signal("cpu", "apiserver", "apiserver", cause: "cpu")), scheduler));
    }

    private static string First(params ComponentPicture[] components) =>
        FirstAt(new EvidenceBudget(), components);

    private static string FirstAt(EvidenceBudget budget, params ComponentPicture[] components) =>
        RootRanking.Rank(components, components, SimulatedCluster.Graph, intervalMs: 1000, budget.Ticket)[0].Component;

    private static ComponentPicture Unwell(string component, params UnusualSignal[] signals) => UnwellBy(8, component, signals);

    private static ComponentPicture UnwellBy(double joint, string component, params UnusualSignal[] signals)
    {
        var picture = new ComponentPicture(component) { Joint = joint, Peak = joint, UnwellSinceMs = StartMs };
        picture.Unusual.AddRange(signals);
        return picture;
    }

    private static UnusualSignal Signal(string id, string component, string observer, string cause = "") => new(
        new SignalTraits { Id = id, Title = id, Unit = "s", Cause = cause, Shape = SignalShape.Latency, IsSeenByCaller = observer != component },
        new SignalFinding(id, id, component, 8, StartMs, 0.3, 0.01), $"{observer}-0", observer, Evidence: 8);
}
