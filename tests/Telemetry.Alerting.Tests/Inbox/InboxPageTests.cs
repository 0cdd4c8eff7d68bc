using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Inbox;

public sealed class InboxPageTests
{
    [Fact]
    public void Page_OfAnOpenIncident_ShowsWhatThePagerShows()
    {
        var html = One(Item(Paged()));
        Assert.Contains("etcd WAL sync p99 61 ms", html, StringComparison.Ordinal);
        Assert.Contains("etcd (disk)", html, StringComparison.Ordinal);
        Assert.Contains("84 %", html, StringComparison.Ordinal);
        Assert.Contains("61.2 ms", html, StringComparison.Ordinal);
        Assert.Contains("2.1 ms", html, StringComparison.Ordinal);
        Assert.Contains("20 s after onset", html, StringComparison.Ordinal);
        Assert.Contains("<dt>What users feel</dt>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfAnOpenIncident_CountsIt()
    {
        var inbox = new IncidentInbox();
        inbox.Show(Paged(), new MessagesByHand());
        var html = List(inbox);
        Assert.Contains("1 open, 0 resolved", html, StringComparison.Ordinal);
        Assert.Contains("etcd WAL sync p99 61 ms", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_OfHostileText_EncodeAllOfIt()
    {
        const string Hostile = "<script>alert(1)</script>\"'&";
        var record = Incidents.Record(1, Severity.Critical, id: Hostile, cluster: Hostile) with
        {
            Summary = Hostile,
            Root = [new(Hostile, Hostile, 0.5)],
            Signals = [new(Hostile, Hostile, Hostile, Hostile, 1, Incidents.Began, 1, 1, Hostile)],
        };
        var inbox = new IncidentInbox();
        var dead = Dead(Paged(record), Hostile);
        var messages = new MessagesByHand(dead);
        inbox.Attach(messages);
        inbox.Show(Paged(record), messages);
        var around = new EpisodeSurroundings { Feedback = Said(Hostile), Acknowledged = Hostile, Silences = [Hostile], History = Hostile };
        string[] pages =
        [
            InboxPage.Render(inbox.Search(new()), new(), root: ""), InboxPage.Render(inbox.Search(new(Hostile)), new(Hostile), root: ""), InboxPage.RenderOne(inbox.Find(Hostile)!, around, root: ""),
            DeadLetterPage.Render(inbox.FindDeadLetters(), root: ""), SilencesPage.Render([Silence(Hostile)], Incidents.Began, root: ""), InboxPage.RenderUnknown(Hostile, root: ""),
        ];
        foreach (var html in pages)
        {
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void List_WithoutIncidents_SaysSo() => Assert.Contains("Nobody has been paged", List(new IncidentInbox()), StringComparison.Ordinal);

    [Fact]
    public void Page_OfAnyState_LoadsNothingFromElsewhere()
    {
        foreach (var html in new[] { One(Item(Paged())), One(Item(Ended())) })
        {
            Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
            Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
            Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_OfAnIncidentWithADeadMessage_SaysWhoWasNotTold()
    {
        var episode = Paged();
        var html = One(new InboxItem(EpisodeFace.Of(episode), episode, [Dead(episode, "HTTP 404: <gone>")]));
        Assert.Contains("pager/pagerduty/0", html, StringComparison.Ordinal);
        Assert.Contains("not sent", html, StringComparison.Ordinal);
        Assert.Contains("HTTP 404: &lt;gone&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfOneIncident_DrawsTheCourseOfItsSignalsOverTheirNormalBand()
    {
        var points = Enumerable.Range(0, 30).Select(i => new PicturePoint(Incidents.Began.AddSeconds((10 * i) - 200), i < 20 ? 0.002 : 0.06)).ToArray();
        var record = Incidents.Opened(Severity.Critical) with { Pictures = [new("etcd_wal_fsync", "etcd", "etcd-0", 0.001, 0.003, points)] };

        var html = One(Item(Paged(record)));

        Assert.Contains("<polyline class=\"course\"", html, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"band\"", html, StringComparison.Ordinal);
        Assert.Contains("began 10:00:00", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfOneIncident_SaysWhatWasSaidOfItAndAsks()
    {
        var html = InboxPage.RenderOne(Item(Paged()), new EpisodeSurroundings { Feedback = Said("ann") }, root: "");
        Assert.Contains("ann said noise", html, StringComparison.Ordinal);
        Assert.Contains("value=\"withdrawn\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"withdrawn\"", One(Item(Paged())), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfAnOpenIncident_OffersWhatCanBeDone()
    {
        var html = One(Item(Paged()));
        foreach (var action in new[] { "acknowledge", "silence", "resolve", "feedback" })
            Assert.Contains($"/{action}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/resolve\"", One(Item(Ended())), StringComparison.Ordinal);
    }

    [Fact]
    public void Silences_InForceAndToCome_AreShownWithTheirEndAndThoseThatAreOverAreNot()
    {
        var html = SilencesPage.Render(
            [Silence("now"), Silence("later") with { StartsAt = Incidents.Began.AddMinutes(1) }, Silence("over") with { EndsAt = Incidents.Began }], Incidents.Began, root: "/am");
        Assert.Contains("2 in force or to come", html, StringComparison.Ordinal);
        Assert.Contains("<code>instance!~&quot;now&quot;</code>", html, StringComparison.Ordinal);
        Assert.Contains("action=\"/am/alerts/silences/later/end\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("over", html[html.IndexOf("<header>", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://books.example.com/x", true)]
    [InlineData("javascript:alert(1)", false)]
    public void Group_WithAnAnnotation_LinksItWhereItIsAnAddress(string written, bool isLinked)
    {
        var data = SampleMessages.All[0] with { CommonAnnotations = new Dictionary<string, string>(StringComparer.Ordinal) { ["runbook_url"] = written } };
        var row = Dead(Paged(), "x") with { Subject = RowSubject.Of(data) };
        var html = One(new InboxItem(EpisodeFace.Of(Paged()), null, [row]));
        Assert.Equal(isLinked, html.Contains($"<a href=\"{written}\">", StringComparison.Ordinal));
        Assert.Contains(written, html, StringComparison.Ordinal);
    }

    private static Silence Silence(string text) => new()
    {
        Id = text, Matchers = [new("instance", text, IsRegex: true, IsEqual: false)], StartsAt = Incidents.Began.AddHours(-1), EndsAt = Incidents.Began.AddHours(1),
        CreatedBy = text, Comment = text, UpdatedAt = Incidents.Began,
    };

    private static string One(InboxItem item) => InboxPage.RenderOne(item, EpisodeSurroundings.None, root: "");

    private static string List(IncidentInbox inbox) => InboxPage.Render(inbox.Search(new()), new(), root: "");

    private static FeedbackRecord Said(string by) =>
        new() { Cluster = "prod", IncidentId = "i-1", At = Incidents.Began, Verdict = FeedbackVerdict.Noise, By = by, Note = by };

    private static InboxItem Item(Episode episode) => new(EpisodeFace.Of(episode), episode, []);

    private static OutboxRow Dead(Episode episode, string detail) => MessagesByHand.Dead(episode.Key, "pager/pagerduty/0", detail);

    private static Episode Paged(IncidentRecord? record = null) =>
        Episode.After(null, record ?? Incidents.Opened(Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical));

    private static Episode Ended(string id = "i-2") => Episode.After(
        Paged(Incidents.Opened(Severity.Critical, id)), Incidents.Resolved(2, id: id), new(DecisionKind.Resolved, DecisionReason.Ended));
}
