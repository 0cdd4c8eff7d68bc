using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Audit;

public sealed class FatigueAlarmsTests
{
    private static readonly DateTimeOffset Now = Incidents.Began.AddMinutes(5);

    [Fact]
    public void DeadLetters_OfAReceiver_AreOneAlarm()
    {
        var alarm = Assert.Single(Of(dead: [Dead("a", "HTTP 404"), Dead("b", "HTTP 403")]));
        Assert.Equal(FatigueAlarms.DeliveryFailing, alarm.Name);
        Assert.Contains(alarm.Labels, label => label is { Key: "receiver", Value: "pager/pagerduty/0" });
        Assert.Equal("2 messages did not reach pager/pagerduty/0: HTTP 403", alarm.Summary);
        Assert.True(alarm.Until > Now);
    }

    [Fact]
    public void DeadLetter_OfYesterday_IsNoNewsAnyMore() => Assert.Empty(Of(dead: [Dead("a", "x") with { EnqueuedAt = Now.AddDays(-2) }]));

    [Fact]
    public void Flapping_Held_IsOneNoteUntilItHasBeenQuiet()
    {
        var held = new[] { Held("i-1", DecisionReason.Flapping), Held("i-2", DecisionReason.Flapping) };
        var note = Assert.Single(Of(held: held));
        Assert.Equal(FatigueAlarms.Flapping, note.Name);
        Assert.Contains(note.Labels, label => label is { Key: "component", Value: "etcd" });
        Assert.Empty(FatigueAlarms.Of([], held, _ => "", Now.AddHours(1)));
    }

    [Fact]
    public void Budget_UsedUp_IsATicketTodayAndADigestTomorrow()
    {
        var held = new[] { Held("i-1", DecisionReason.OverBudget), Held("i-2", DecisionReason.OverBudget) };
        var ticket = Assert.Single(Of(held: held));
        Assert.Equal(FatigueAlarms.OverBudget, ticket.Name);
        Assert.Contains(ticket.Labels, label => label is { Key: "subject", Value: "etcd disk" });
        Assert.Contains(ticket.Labels, label => label is { Key: "team", Value: "core" });
        var digest = Assert.Single(FatigueAlarms.Of([], held, _ => "core", new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddMinutes(1)));
        Assert.Equal(FatigueAlarms.Digest, digest.Name);
        Assert.StartsWith("2 tickets of 2026-11-21", digest.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Storm_OfIncidents_IsOnePageThatListsThemCriticalFirst()
    {
        var held = Enumerable.Range(0, 30).Select(i => Held($"i-{i}", DecisionReason.InStorm, i % 3 == 0 ? Severity.Critical : Severity.Warning)).ToArray();
        held[0] = Episode.After(held[0], Incidents.Resolved(2, id: "i-0"), new(DecisionKind.Suppressed, DecisionReason.NeverAnnounced));
        var page = Assert.Single(Of(held: held));
        Assert.Equal(FatigueAlarms.Storm, page.Name);
        Assert.Contains(page.Labels, label => label is { Key: "severity", Value: "critical" });
        Assert.StartsWith("Incident storm: 30 incidents (10 critical) beyond those that were told one by one, 29 go on.", page.Summary, StringComparison.Ordinal);
        var lines = page.Description.Split('\n');
        Assert.All(lines[..9], line => Assert.StartsWith("critical prod: ", line, StringComparison.Ordinal));
        Assert.All(lines[9..29], line => Assert.StartsWith("prod: ", line, StringComparison.Ordinal));
        Assert.StartsWith("over: ", lines[29], StringComparison.Ordinal);

        var over = held.Select((episode, i) => Episode.After(episode, Incidents.Resolved(3, id: $"i-{i}"), new(DecisionKind.Suppressed, DecisionReason.NeverAnnounced))).ToArray();
        Assert.Empty(Of(held: over));
    }

    private static IReadOnlyList<OwnAlarm> Of(OutboxRow[]? dead = null, Episode[]? held = null) => FatigueAlarms.Of(dead ?? [], held ?? [], _ => "core", Now);

    private static Episode Held(string id, DecisionReason reason, Severity severity = Severity.Warning) =>
        Episode.After(null, Incidents.Opened(severity, id), new(DecisionKind.Suppressed, reason));

    private static OutboxRow Dead(string id, string detail)
    {
        var episode = Episode.After(null, Incidents.Opened(Severity.Critical, id), new(DecisionKind.Paged, DecisionReason.ReachedCritical));
        return new OutboxRow
        {
            Episode = episode.Key,
            DedupKey = episode.Key.Value,
            Sequence = 1,
            Decision = 1,
            Level = AlertLevel.Page,
            Action = NotificationAction.Trigger,
            Receiver = "pager/pagerduty/0",
            Subject = RowSubject.Of(episode.Latest),
            EnqueuedAt = Now.AddMinutes(-1),
            WaitingSince = Now.AddMinutes(-1),
            Status = RowStatus.Dead,
            Detail = detail,
        };
    }
}
