using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Inbox;

public sealed class InboxPageTests
{
    [Fact]
    public void Page_OfAnOpenIncident_ShowsWhatThePagerShows()
    {
        var html = InboxPage.Render([Item(Paged())]);
        Assert.Contains("etcd WAL sync p99 61 ms", html, StringComparison.Ordinal);
        Assert.Contains("etcd (disk)", html, StringComparison.Ordinal);
        Assert.Contains("84 %", html, StringComparison.Ordinal);
        Assert.Contains("61.2 ms", html, StringComparison.Ordinal);
        Assert.Contains("2.1 ms", html, StringComparison.Ordinal);
        Assert.Contains("20 s after onset", html, StringComparison.Ordinal);
        Assert.Contains("1 open, 0 resolved", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfHostileText_EncodesAllOfIt()
    {
        const string Hostile = "<script>alert(1)</script>\"'&";
        var record = Incidents.Record(1, Severity.Critical, id: Hostile, cluster: Hostile) with
        {
            Summary = Hostile,
            Root = [new(Hostile, Hostile, 0.5)],
            Signals = [new(Hostile, Hostile, Hostile, Hostile, 1, Incidents.Began, 1, 1, Hostile)],
        };
        var item = Item(Paged(record));
        foreach (var html in new[] { InboxPage.Render([item]), InboxPage.RenderOne(item, Said(Hostile)), InboxPage.RenderUnknown(Hostile) })
        {
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_WithoutIncidents_SaysSo() => Assert.Contains("Nobody has been paged", InboxPage.Render([]), StringComparison.Ordinal);

    [Fact]
    public void Page_OfAnyState_LoadsNothingFromElsewhere()
    {
        var html = InboxPage.Render([Item(Paged()), Item(Ended())]);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Inbox_WithMoreThanItHolds_ForgetsResolvedOnesFirst()
    {
        var inbox = new IncidentInbox();
        inbox.Show(Paged(Incidents.Opened(Severity.Critical, "open")), _ => []);
        for (var i = 0; i < IncidentInbox.Capacity + 10; i++) inbox.Show(Ended($"ended-{i}"), _ => []);
        Assert.Equal(IncidentInbox.Capacity, inbox.Items.Count);
        Assert.Equal("open", inbox.Items[0].Episode.Latest.IncidentId);
    }

    [Fact]
    public void Inbox_OfAnIncidentNobodyHeardOf_StaysEmpty()
    {
        var inbox = new IncidentInbox();
        inbox.Show(Episode.After(null, Incidents.Opened(Severity.Info), new(DecisionKind.Suppressed, DecisionReason.BelowTicket)), _ => []);
        Assert.Empty(inbox.Items);
    }

    [Fact]
    public void Inbox_FindsAnIncidentByItsIdAndByItsKey()
    {
        var inbox = new IncidentInbox();
        var episode = Paged();
        inbox.Show(episode, _ => []);
        Assert.Same(episode, inbox.Find("i-1")?.Episode);
        Assert.Same(episode, inbox.Find(episode.Key.Value)?.Episode);
        Assert.Null(inbox.Find("other"));
    }

    [Fact]
    public void Page_OfAnIncidentWithADeadMessage_SaysWhoWasNotTold()
    {
        var episode = Paged();
        var row = new OutboxRow
        {
            Episode = episode.Key,
            Level = AlertLevel.Page,
            Action = NotificationAction.Trigger,
            Receiver = "pager/pagerduty/0",
            DedupKey = "k",
            Sequence = 1,
            Decision = 1,
            Subject = RowSubject.Of(episode.Latest),
            WaitingSince = Incidents.Began,
            EnqueuedAt = Incidents.Began,
            Status = RowStatus.Dead,
            Detail = "HTTP 404: <gone>",
        };
        var html = InboxPage.RenderOne(new InboxItem(episode, [row]), feedback: null);
        Assert.Contains("pager/pagerduty/0", html, StringComparison.Ordinal);
        Assert.Contains("not sent", html, StringComparison.Ordinal);
        Assert.Contains("HTTP 404: &lt;gone&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfOneIncident_DrawsTheCourseOfItsSignalsOverTheirNormalBand()
    {
        var points = Enumerable.Range(0, 30).Select(i => new PicturePoint(Incidents.Began.AddSeconds((10 * i) - 200), i < 20 ? 0.002 : 0.06)).ToArray();
        var record = Incidents.Opened(Severity.Critical) with { Pictures = [new("etcd_wal_fsync", "etcd", "etcd-0", 0.001, 0.003, points)] };

        var html = InboxPage.RenderOne(Item(Paged(record)), feedback: null);

        Assert.Contains("<polyline class=\"course\"", html, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"band\"", html, StringComparison.Ordinal);
        Assert.Contains("began 10:00:00", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfOneIncident_SaysWhatWasSaidOfItAndAsks()
    {
        var html = InboxPage.RenderOne(Item(Paged()), Said("ann"));
        Assert.Contains("ann said noise", html, StringComparison.Ordinal);
        Assert.Contains("value=\"withdrawn\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"withdrawn\"", InboxPage.RenderOne(Item(Paged()), feedback: null), StringComparison.Ordinal);
    }

    private static FeedbackRecord Said(string by) =>
        new() { Cluster = "prod", IncidentId = "i-1", At = Incidents.Began, Verdict = FeedbackVerdict.Noise, By = by, Note = by };

    private static InboxItem Item(Episode episode) => new(episode, []);

    private static Episode Paged(IncidentRecord? record = null) =>
        Episode.After(null, record ?? Incidents.Opened(Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical));

    private static Episode Ended(string id = "i-2") => Episode.After(
        Paged(Incidents.Opened(Severity.Critical, id)), Incidents.Resolved(2, id: id), new(DecisionKind.Resolved, DecisionReason.Ended));
}
