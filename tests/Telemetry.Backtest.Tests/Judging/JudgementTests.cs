using Telemetry.Backtest.Judging;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Backtest.Tests.Judging;

public sealed class JudgementTests
{
    private const long Second = 1_000;

    private static readonly LabelledEvent Slow = new("A1", LabelKind.Incident, "disk slows", 100 * Second, 200 * Second, "etcd", 150 * Second);

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(320, true)]
    [InlineData(321, false)]
    public void Page_AroundAnIncident_CountsFromItsStartToTwoMinutesBehindItsEnd(long atSeconds, bool counts)
    {
        var judgement = Judge([Line(EventKind.Paged, atSeconds, "i", "etcd")]);

        Assert.Equal(counts, judgement.Verdicts[0].Page is not null);
        Assert.Equal(counts ? 0 : 1, judgement.FalsePages.Count);
    }

    [Fact]
    public void Root_ChangedAfterThePage_IsThatOfTheLastLineWithinTheGrace()
    {
        var judgement = Judge(
        [
            Line(EventKind.Paged, 120, "i", "apiserver"),
            Line(EventKind.Updated, 130, "other", "node"),
            Line(EventKind.Updated, 300, "i", "apiserver", "etcd"),
            Line(EventKind.Resolved, 310, "i"),
            Line(EventKind.Updated, 400, "i", "etcd"),
        ]);

        Assert.Equal(2, judgement.Verdicts[0].RootRank);
        Assert.Equal(20, judgement.Verdicts[0].DelaySeconds);
    }

    [Fact]
    public void Page_OfABenignEvent_IsFalse_OfAnUnplannedOneIsNot()
    {
        var benign = new LabelledEvent("B", LabelKind.Benign, "restart", 100 * Second, 110 * Second, "", null);
        var unplanned = new LabelledEvent("U", LabelKind.Unplanned, "hiccup", 500 * Second, 510 * Second, "", null);

        var judgement = Judgement.Of([Line(EventKind.Paged, 105, "b"), Line(EventKind.Paged, 490, "u")], new Labels([benign, unplanned], []));

        Assert.Equal("b", Assert.Single(judgement.FalsePages).Record.IncidentId);
    }

    [Fact]
    public void Worsening_OutsideEveryIncident_IsNoFalsePage() =>
        Assert.Empty(Judge([Line(EventKind.Paged, 120, "i", "etcd"), Line(EventKind.Worsened, 5_000, "i", "etcd")]).FalsePages);

    [Theory]
    [InlineData(99, null)]
    [InlineData(1_100, 1_000.0)]
    [InlineData(1_101, null)]
    public void Rule_ThatBeganToFire_CountsUpToFifteenMinutesBehindTheEnd(long atSeconds, double? delay) =>
        Assert.Equal(delay, Judge([], new RuleFiring("Burn", atSeconds * Second, atSeconds * Second)).Verdicts[0].RuleDelaySeconds);

    private static Judgement Judge(IReadOnlyList<IncidentEvent> events, params RuleFiring[] rules) => Judgement.Of(events, new Labels([Slow], rules));

    private static IncidentEvent Line(EventKind kind, long atSeconds, string incident, params string[] roots)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(atSeconds);
        return IncidentEvent.Of(kind, new IncidentRecord
        {
            Cluster = "c",
            IncidentId = incident,
            Sequence = 1,
            Change = IncidentChange.Updated,
            At = at,
            DecidedBy = at,
            Severity = Severity.Critical,
            Began = at,
            Root = [.. roots.Select(root => new RootCandidate(root, "", 0.5))],
            Signals = [],
            Summary = "",
        });
    }
}
