using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Budget;

public sealed class StormStageTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly StormStage _stage = new(perMinute: 50, "https://telemetry.example.com");

    [Fact]
    public void TwoThousandCriticals_AtOnce_AreOnePageThatListsThemAll()
    {
        var told = _stage.Take([.. Enumerable.Range(0, 2_000).Select(i => Notice(i, i % 4 == 0 ? "warning" : "critical"))], Start);

        var page = Assert.Single(told);
        Assert.Equal(StormPage.AlertName, page.Data.CommonLabels["alertname"]);
        Assert.StartsWith("Page storm: 2000 groups of alerts (1500 critical)", page.Data.CommonAnnotations["summary"], StringComparison.Ordinal);
        var list = page.Data.CommonAnnotations["description"].TrimEnd().Split('\n');
        Assert.Equal(2_000, list.Length);
        Assert.All(list[..1_500], line => Assert.StartsWith("critical ", line, StringComparison.Ordinal));
        Assert.All(list[1_500..], line => Assert.StartsWith("instance=", line, StringComparison.Ordinal));
        Assert.Equal(2_000, list.Distinct().Count());
    }

    [Fact]
    public void Storm_EndsWithTheLastOfItsMembers()
    {
        var notices = Enumerable.Range(0, 60).Select(i => Notice(i)).ToArray();
        var opened = Assert.Single(_stage.Take(notices, Start));
        Assert.Empty(_stage.Take([.. notices[..59].Select(notice => Ended(notice))], Start.AddSeconds(30)));
        var ended = Assert.Single(_stage.Take([Ended(notices[59])], Start.AddSeconds(40)));
        Assert.Equal(NotificationAction.Resolve, ended.Action);
        Assert.Equal((opened.GroupKey, opened.OpenedAt), (ended.GroupKey, ended.OpenedAt));
        Assert.True(ended.Sequence > opened.Sequence);
        Assert.Null(_stage.NextDue);
    }

    [Fact]
    public void Fewer_ThanTheLimit_AreToldOneByOne()
    {
        var notices = Enumerable.Range(0, 50).Select(i => Notice(i)).ToArray();
        Assert.Equal(notices, _stage.Take(notices, Start));
        Assert.Single(_stage.Take([Notice(51)], Start.AddMinutes(2)));
    }

    [Fact]
    public void WhatCameBefore_KeepsItsOwnMessages()
    {
        var before = Notice(0);
        Assert.Equal([before], _stage.Take([before], Start));
        _stage.Take([.. Enumerable.Range(1, 100).Select(i => Notice(i))], Start.AddSeconds(1));
        var end = Ended(before);
        Assert.Contains(end, _stage.Take([end], Start.AddSeconds(2)));
    }

    [Fact]
    public void RoutesThatDoNotAskForIt_AreLeftAlone()
    {
        var notices = Enumerable.Range(0, 500).Select(i => Notice(i) with { Stages = GroupStages.None }).ToArray();
        Assert.Equal(notices, _stage.Take(notices, Start));
    }

    [Fact]
    public void Newcomers_AreSaidOncePerMinute()
    {
        _stage.Take([.. Enumerable.Range(0, 100).Select(i => Notice(i))], Start);
        Assert.Empty(_stage.Take([Notice(200)], Start.AddSeconds(5)));
        Assert.Equal(Start.AddMinutes(1), _stage.NextDue);
        var update = Assert.Single(_stage.Take([], Start.AddMinutes(1)));
        Assert.Equal(2, update.Sequence);
        Assert.Contains("101 groups", update.Data.CommonAnnotations["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public void Storm_RestoredAtEveryStep_TellsTheSame()
    {
        var random = new Random(3);
        var unbroken = new StormStage(perMinute: 5, "");
        var broken = new StormStage(perMinute: 5, "");
        var state = new Dictionary<string, ReadOnlyMemory<byte>>();
        for (var step = 0; step < 60; step++)
        {
            var now = Start.AddSeconds(61 * step);
            GroupNotice[] notices = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Notice(random.Next(20))).Select(notice => random.Next(3) == 0 ? Ended(notice) : notice).DistinctBy(notice => notice.GroupKey)];
            Assert.Equal(unbroken.Take(notices, now).Select(Shape), broken.Take(notices, now).Select(Shape));
            foreach (var (key, value) in broken.TakeChanges())
                if (value is { } bytes) state[key] = bytes;
                else state.Remove(key);
            broken = new StormStage(perMinute: 5, "");
            Assert.Empty(broken.Restore(state.Select(entry => new Telemetry.Transport.StateEntry(entry.Key, entry.Value))));
        }
    }

    private static (string, long, NotificationAction, string) Shape(GroupNotice notice) =>
        (notice.GroupKey, notice.Sequence, notice.Action, notice.Data.CommonAnnotations.GetValueOrDefault("summary", ""));

    private static GroupNotice Ended(GroupNotice notice) => notice with { Sequence = 2, Action = NotificationAction.Resolve, Reason = NoticeReason.Resolved };

    private static GroupNotice Notice(int number, string severity = "critical")
    {
        var labels = LabelSet.Of([new("instance", $"host-{number}"), new("severity", severity)]);
        var group = LabelSet.Of([new("instance", $"host-{number}")]);
        var none = new Dictionary<string, string>();
        return new GroupNotice
        {
            GroupKey = $"tel1-{number:x64}",
            OpenedAt = Start,
            Sequence = 1,
            ReceiverName = "pager",
            SendsResolved = true,
            Action = NotificationAction.Trigger,
            Reason = NoticeReason.First,
            GroupLabels = group,
            Stages = GroupStages.Storm,
            Data = new NotificationData
            {
                Receiver = "pager", Status = "firing", GroupLabels = group, CommonLabels = labels, CommonAnnotations = none, ExternalUrl = "", GroupKey = $"tel1-{number:x64}",
                Alerts = [new("firing", labels, none, Start, default, "", labels.Fingerprint.ToString())],
            },
        };
    }
}
