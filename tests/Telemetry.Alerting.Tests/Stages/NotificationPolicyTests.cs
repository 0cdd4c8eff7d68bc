using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Stages;

public sealed class NotificationPolicyTests
{
    [Theory]
    [InlineData(Severity.Critical, DecisionKind.Paged, DecisionReason.ReachedCritical)]
    [InlineData(Severity.Warning, DecisionKind.Ticketed, DecisionReason.ReachedWarning)]
    [InlineData(Severity.Info, DecisionKind.Suppressed, DecisionReason.BelowTicket)]
    public void FirstRecord_OfASeverity_DecidesByIt(Severity severity, DecisionKind kind, DecisionReason reason) =>
        Assert.Equal(new Decision(kind, reason), NotificationPolicy.Decide(null, Incidents.Opened(severity)));

    [Fact]
    public void Incident_ThatWorsens_IsTicketedThenPagedOnceEach()
    {
        Severity[] severities = [Severity.Info, Severity.Warning, Severity.Warning, Severity.Critical, Severity.Critical];
        var kinds = Decide(severities.Select((severity, i) => Incidents.Record(i + 1, severity)));
        Assert.Equal(
            [DecisionKind.Suppressed, DecisionKind.Ticketed, DecisionKind.Updated, DecisionKind.Paged, DecisionKind.Updated], kinds);
    }

    [Fact]
    public void Incident_PagedAtOnce_IsNeverTicketed() =>
        Assert.Equal(
            [DecisionKind.Paged, DecisionKind.Updated],
            Decide([Incidents.Opened(Severity.Critical), Incidents.Record(2, Severity.Warning)]));

    [Fact]
    public void Record_OfASequenceSeenBefore_IsADouble()
    {
        var episode = Episode.After(null, Incidents.Record(3, Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical));
        Assert.Equal(DecisionReason.Double, NotificationPolicy.Decide(episode, Incidents.Record(3, Severity.Critical)).Reason);
        Assert.Equal(DecisionReason.Double, NotificationPolicy.Decide(episode, Incidents.Record(2, Severity.Critical)).Reason);
    }

    [Fact]
    public void End_OfAnAnnouncedIncident_Resolves() =>
        Assert.Equal(
            [DecisionKind.Ticketed, DecisionKind.Resolved],
            Decide([Incidents.Opened(Severity.Warning), Incidents.Resolved(2, Severity.Warning)]));

    [Fact]
    public void End_OfAnIncidentNobodyHeardOf_IsSuppressed() =>
        Assert.Equal(
            [DecisionKind.Suppressed, DecisionKind.Suppressed],
            Decide([Incidents.Opened(Severity.Info), Incidents.Resolved(2, Severity.Info)]));

    [Fact]
    public void Record_AfterTheEnd_IsSuppressed() =>
        Assert.Equal(
            [DecisionKind.Paged, DecisionKind.Resolved, DecisionKind.Suppressed],
            Decide([Incidents.Opened(Severity.Critical), Incidents.Resolved(2), Incidents.Record(3, Severity.Critical)]));

    [Fact]
    public void Decisions_OfRandomHistories_PageAndTicketAtMostOnceAndResolveWhatWasAnnounced()
    {
        var random = new Random(17);
        for (var round = 0; round < 500; round++)
        {
            var records = Enumerable.Range(1, 12).Select(sequence => Incidents.Record(
                random.Next(3) == 0 ? random.Next(1, sequence + 1) : sequence,
                (Severity)random.Next(1, 4),
                random.Next(10) == 0 ? IncidentChange.Resolved : IncidentChange.Updated));
            var kinds = Decide(records);
            Assert.True(kinds.Count(kind => kind == DecisionKind.Paged) <= 1);
            Assert.True(kinds.Count(kind => kind == DecisionKind.Ticketed) <= 1);
            var end = kinds.IndexOf(DecisionKind.Resolved);
            if (end < 0) continue;
            Assert.Contains(kinds[..end], kind => kind is DecisionKind.Paged or DecisionKind.Ticketed);
            Assert.All(kinds[(end + 1)..], kind => Assert.Equal(DecisionKind.Suppressed, kind));
        }
    }

    private static List<DecisionKind> Decide(IEnumerable<IncidentRecord> records)
    {
        Episode? episode = null;
        var kinds = new List<DecisionKind>();
        foreach (var record in records)
        {
            var decision = NotificationPolicy.Decide(episode, record);
            kinds.Add(decision.Kind);
            if (decision.IsNews) episode = Episode.After(episode, record, decision);
        }

        return kinds;
    }
}
