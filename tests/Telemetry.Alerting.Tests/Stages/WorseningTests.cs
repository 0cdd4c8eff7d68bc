using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Stages;

/// <summary>What is done about an incident whose record says that it became worse.</summary>
public sealed class WorseningTests
{
    private static readonly Decision Worsened = new(DecisionKind.Worsened, DecisionReason.GotWorse);

    [Fact]
    public void Number_ThatIsNew_PagesAgainOnce()
    {
        var episode = Follow(null, Incidents.Opened(Severity.Critical), out _);
        episode = Follow(episode, Incidents.Worse(2, number: 1), out var decision);
        Assert.Equal(Worsened, decision);
        episode = Follow(episode, Incidents.Worse(3, number: 1), out decision);
        Assert.Equal(DecisionKind.Updated, decision.Kind);
        episode = Follow(episode, Incidents.Worse(4, number: 2), out decision);
        Assert.Equal(Worsened, decision);
        Assert.Equal(2, episode.ToldWorsening);
        Assert.Equal($"{episode.Key}-worse-2", episode.Key.ForDecision(DecisionKind.Worsened, episode.Latest));
    }

    [Fact]
    public void FirstPage_OfAnIncidentThatIsWorseAlready_SaysItAll()
    {
        var episode = Follow(null, Incidents.Worse(3, number: 2), out var decision);
        Assert.Equal(DecisionKind.Paged, decision.Kind);
        Follow(episode, Incidents.Worse(4, number: 2), out decision);
        Assert.Equal(DecisionKind.Updated, decision.Kind);
    }

    [Fact]
    public void Worsening_ThatWasHeldBack_IsToldOnTheNextRecord()
    {
        var episode = Follow(null, Incidents.Opened(Severity.Critical), out _);
        episode = Episode.After(episode, Incidents.Worse(2, number: 1), new(DecisionKind.Suppressed, DecisionReason.Silenced));
        Assert.Equal(Worsened, NotificationPolicy.DecideAgain(episode));
        Follow(episode, Incidents.Worse(3, number: 1), out var decision);
        Assert.Equal(Worsened, decision);
    }

    [Fact]
    public void Episode_ThatBecameWorse_IsReadAsItWasWritten()
    {
        var episode = Follow(Follow(null, Incidents.Opened(Severity.Critical), out _), Incidents.Worse(2, number: 1), out _);
        var read = EpisodeCodec.Decode(EpisodeCodec.Encode(episode).Span, out _)!;
        Assert.Equal((1, 2), (read.ToldWorsening, read.Worst!.Sequence));
    }

    [Fact]
    public void Evidence_OfAnIncidentThatBecameWorseAndEnded_IsWhatWasToldLast()
    {
        var episode = Follow(null, Incidents.Opened(Severity.Critical), out _);
        episode = Follow(episode, Incidents.Worse(2, number: 1), out _);
        episode = Follow(episode, Incidents.Resolved(3) with { Signals = [] }, out _);
        Assert.Equal(2, episode.Evidence.Sequence);
    }

    [Theory]
    [InlineData(WorseningReason.LimitCrossed, "was 1.4 s, over its limit 1 s")]
    [InlineData(WorseningReason.MuchFarther, "was 1.4 s, twice as far from normal as what had been told, 1 s")]
    [InlineData(WorseningReason.WiderScope, "was affected as well: 1.4 s where 1 s is normal")]
    [InlineData((WorseningReason)9, "was worse: 1.4 s")]
    public void Page_OfAWorsening_SaysWhatIsWorse(WorseningReason reason, string words)
    {
        var record = Incidents.Worse(2, number: 1);
        record = record with { Worsening = record.Worsening! with { Reason = reason } };
        Assert.Equal($"at 10:07:00 apiserver API requests p99 {words}", WorseningText.Of(record.Worsening));
        Assert.Contains(words, AlertContent.Of(record).WhyPage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WorseningReason.LimitCrossed, "was over its limit")]
    [InlineData(WorseningReason.WiderScope, "was affected as well")]
    public void Page_OfAWorseningWithoutAValue_SaysWhatIsWorse(WorseningReason reason, string words)
    {
        var worsening = Incidents.Worse(2, number: 1).Worsening! with { Reason = reason, Title = "leader", Value = double.NaN, Reference = double.NaN };
        Assert.Equal($"at 10:07:00 apiserver leader {words}", WorseningText.Of(worsening));
    }

    private static Episode Follow(Episode? episode, IncidentRecord record, out Decision decision)
    {
        decision = NotificationPolicy.Decide(episode, record);
        return Episode.After(episode, record, decision);
    }
}
