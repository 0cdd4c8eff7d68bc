using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Stages;
using Xunit;

namespace Telemetry.Alerting.Tests.Audit;

public sealed class ReasonTextTests
{
    [Theory]
    [InlineData(DecisionReason.Silenced, "3f2c6a1e", "the silence 3f2c6a1e holds it back")]
    [InlineData(DecisionReason.Silenced, "", "a silence holds it back")]
    [InlineData(DecisionReason.Inhibited, "the alert ClusterDown (00ff)", "the alert ClusterDown (00ff) holds it back by a rule of inhibition")]
    [InlineData(DecisionReason.Muted, "weekends", "every route that it takes is silent: the mute time interval weekends holds")]
    [InlineData(DecisionReason.Inactive, "office", "every route that it takes is silent: it is outside the active time interval office")]
    [InlineData(DecisionReason.EndedByHand, "ann", "ann said that it is over")]
    public void Hold_WithAName_SaysWhatHolds(DecisionReason reason, string by, string words) =>
        Assert.StartsWith(words, ReasonText.Of(new Decision(DecisionKind.Suppressed, reason) { By = by }), StringComparison.Ordinal);

    [Fact]
    public void Reason_Any_HasWords() =>
        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.Contains(' ', ReasonText.Of(new Decision(DecisionKind.Suppressed, reason))));

    [Fact]
    public void Episode_WithNamesAndHeldReceivers_IsReadAsItWasWritten()
    {
        var episode = Episode.After(
            null, Incidents.Opened(Telemetry.Contracts.Incidents.Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical) { By = "x" },
            [new("chat", 1, AlertLevel.Page, "key", DecisionReason.Muted, "weekends")]);
        var read = EpisodeCodec.Decode(EpisodeCodec.Encode(episode).Span, out _)!;
        Assert.Equal("x", read.History[0].Decision.By);
        Assert.Equal(episode.Held, read.Held);
    }
}
