using System.Diagnostics;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;
using Xunit;
using Xunit.Abstractions;

namespace Telemetry.Alerting.Tests.Inbox;

public sealed class IncidentInboxTests(ITestOutputHelper output)
{
    private readonly IncidentInbox _inbox = new();
    private readonly MessagesByHand _messages = new();

    [Fact]
    public void Search_OfAnIncidentNobodyHeardOf_FindsItOnlyWhereThatIsAskedFor()
    {
        Show("quiet", Severity.Info, DecisionKind.Suppressed);
        Assert.Empty(_inbox.Search(new()).Items);
        Assert.Equal("quiet", Assert.Single(_inbox.Search(new(State: InboxState.Untold)).Items).Face.Id);
        Assert.Equal(1, _inbox.Search(new()).Untold);
    }

    [Fact]
    public void Search_OfOpenAndPast_GivesOpenOnesFirst()
    {
        Show("open", Severity.Critical, DecisionKind.Paged);
        End("over");
        Assert.Equal(["open", "over"], _inbox.Search(new()).Items.Select(item => item.Face.Id));
        Assert.Equal(["over"], _inbox.Search(new(State: InboxState.Past)).Items.Select(item => item.Face.Id));
        Assert.Equal(["open"], _inbox.Search(new(State: InboxState.Open)).Items.Select(item => item.Face.Id));
    }

    [Theory]
    [InlineData("WAL sync", 1)]
    [InlineData("wal PROD etcd", 1)]
    [InlineData("i-7", 1)]
    [InlineData("wal nowhere", 0)]
    public void Search_ForWords_FindsWhereEachOccurs(string text, int found)
    {
        Show("i-7", Severity.Critical, DecisionKind.Paged);
        Assert.Equal(found, _inbox.Search(new(text)).Total);
    }

    [Fact]
    public void Search_PageByPage_GivesEachEpisodeOnce()
    {
        for (var i = 0; i < 25; i++) Show($"i-{i}", Severity.Critical, DecisionKind.Paged);
        var seen = Enumerable.Range(0, 3).SelectMany(page => _inbox.Search(new(Offset: page * 10, Limit: 10)).Items).Select(item => item.Face.Id).ToArray();
        Assert.Equal(25, seen.Length);
        Assert.Equal(25, seen.Distinct().Count());
    }

    [Fact]
    public void Find_ByIdAndByKey_GivesTheSame()
    {
        var episode = Show("i-1", Severity.Critical, DecisionKind.Paged);
        Assert.Same(episode, _inbox.Find("i-1")?.Episode);
        Assert.Same(episode, _inbox.Find(episode.Key.Value)?.Episode);
        Assert.Null(_inbox.Find("other"));
        _inbox.Forget(episode.Key);
        Assert.Null(_inbox.Find("i-1"));
    }

    [Fact]
    public void Group_AtAReceiverOfWhichSomeAreNotToldOfEnds_IsOneThingToLookAt()
    {
        var (all, begins) = (Group("tel1-0a1b2c3d@1"), Group("tel1-0a1b2c3d@1-begins"));
        var messages = new MessagesByHand(MessagesByHand.Dead(begins.Key, "pager/slack/0"), MessagesByHand.Dead(all.Key, "pager/pagerduty/0"));
        _inbox.Attach(messages);
        _inbox.Show(begins, messages);
        Assert.Same(begins, Assert.Single(_inbox.Search(new()).Items).Episode);
        _inbox.Show(all, messages);
        foreach (var state in (InboxState[])[InboxState.Told, InboxState.Dead]) Assert.Same(all, Assert.Single(_inbox.Search(new(State: state)).Items).Episode);
        Assert.Equal((1, 1), (_inbox.Search(new()).Open, _inbox.Search(new()).Dead));
        foreach (var id in (string[])[all.Key.Value, begins.Key.Value, "tel1-0a1b"])
            Assert.Equal(["pager/pagerduty/0", "pager/slack/0"], _inbox.Find(id)!.Messages.Select(message => message.Receiver).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Find_ByTheBeginningOfAKey_GivesTheOnlyOneOrTheOnlyOpenOne()
    {
        _inbox.Show(Group("tel1-0a1b2c3d@1") with { EndedAt = Incidents.Began }, _messages);
        _inbox.Show(Group("tel1-0a1b2c3d@2"), _messages);
        _inbox.Show(Group("tel1-0a1bffff@3") with { EndedAt = Incidents.Began }, _messages);
        Assert.Equal("tel1-0a1b2c3d@2", _inbox.Find("tel1-0a1b")?.Face.Id);
        Assert.Equal("tel1-0a1bffff@3", _inbox.Find("tel1-0a1bf")?.Face.Id);
        _inbox.Show(Group("tel1-0a1beeee@4"), _messages);
        Assert.Null(_inbox.Find("tel1-0a1b"));
        Assert.Null(_inbox.Find("tel1-0a"));
    }

    [Fact]
    public void Similar_OfTheSamePart_AreThoseBefore()
    {
        Show("before", Severity.Critical, DecisionKind.Paged, began: Incidents.Began.AddDays(-1));
        Show("after", Severity.Critical, DecisionKind.Paged, began: Incidents.Began.AddDays(1));
        var face = EpisodeFace.Of(Show("now", Severity.Critical, DecisionKind.Paged));
        Assert.Equal(["before"], _inbox.FindSimilar(face, Incidents.Began.AddDays(-30)).Select(other => other.Id));
        Assert.Empty(_inbox.FindSimilar(face, Incidents.Began.AddHours(-1)));
    }

    [Fact]
    public void Search_OverAHundredThousand_FindsAThousandAndGivesAPage()
    {
        var record = Incidents.Opened(Severity.Critical);
        for (var i = 0; i < 100_000; i++)
            _inbox.Show(Episode.After(null, record with { IncidentId = $"i-{i}", Cluster = i % 100 == 0 ? "rare" : "prod" }, new(DecisionKind.Paged, DecisionReason.ReachedCritical)), _messages);
        _inbox.Search(new("warm"));
        var began = Stopwatch.GetTimestamp();
        var answer = _inbox.Search(new("rare etcd"));
        output.WriteLine($"searched 100,000 in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.0} ms");
        Assert.Equal(1_000, answer.Total);
        Assert.Equal(InboxQuery.DefaultLimit, answer.Items.Count);
    }

    private Episode Show(string id, Severity severity, DecisionKind kind, DateTimeOffset? began = null)
    {
        var reason = kind == DecisionKind.Paged ? DecisionReason.ReachedCritical : DecisionReason.BelowTicket;
        var episode = Episode.After(null, Incidents.Opened(severity, id) with { Began = began ?? Incidents.Began }, new(kind, reason));
        _inbox.Show(episode, _messages);
        return episode;
    }

    private static GroupEpisode Group(string key) => new()
    {
        Key = new(key), GroupKey = key.Split('@')[0], ReceiverName = "pager", SendsResolved = true, GroupLabels = LabelSet.Of([new("alertname", "Disk")]), OpenedAt = Incidents.Began,
        History = [new(1, Incidents.Began, NotificationAction.Trigger, NoticeReason.First, 1, 0, [])],
    };

    private void End(string id) => _inbox.Show(
        Episode.After(
            Episode.After(null, Incidents.Opened(Severity.Critical, id), new(DecisionKind.Paged, DecisionReason.ReachedCritical)),
            Incidents.Resolved(2, id: id), new(DecisionKind.Resolved, DecisionReason.Ended)),
        _messages);
}
