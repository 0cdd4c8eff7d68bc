using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Budget;

public sealed class TeamBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Groups_BeyondTheBudget_WaitAndCriticalOnesDoNot()
    {
        var budget = new TeamBudget(3, team => team == "core" ? 2 : 0);
        Assert.False(budget.Holds(Notice("a"), known: null));
        Assert.True(budget.Holds(Notice("b"), known: null));
        Assert.False(budget.Holds(Notice("c", severity: "critical"), known: null));
        Assert.False(budget.Holds(Notice("d") with { Team = "other" }, known: null));
        Assert.False(budget.Holds(Notice("e") with { Stages = GroupStages.None }, known: null));
        Assert.False(new TeamBudget(0, _ => 99).Holds(Notice("f"), known: null));
    }

    [Fact]
    public void End_IsToldWhereTheBeginningWasAndNowhereElse()
    {
        var budget = new TeamBudget(1, _ => 1);
        var end = Notice("a") with { Action = NotificationAction.Resolve };
        var held = Of(Notice("a"));
        Assert.True(budget.Holds(end, held with { IsHeldForBudget = true }));
        Assert.False(budget.Holds(end, held));
        Assert.False(budget.Holds(Notice("a"), held));
    }

    [Fact]
    public void Groups_OfRoutesWithoutBudget_CountAgainstNone()
    {
        Assert.Equal("core", EpisodeFace.Of(Of(Notice("a")), []).BudgetTeam);
        Assert.Null(EpisodeFace.Of(Of(Notice("a") with { Stages = GroupStages.None }), []).BudgetTeam);
        Assert.False(EpisodeFace.Of(Of(Notice("a")) with { IsHeldForBudget = true }, []).WasTold);
    }

    [Fact]
    public void Episode_Encoded_KeepsWhatTheBudgetSaid()
    {
        var episode = Of(Notice("a")) with { IsHeldForBudget = true };
        var read = GroupEpisodeCodec.Decode(GroupEpisodeCodec.Encode(episode).Span, out _)!;
        Assert.True(read.CountsAgainstBudget && read.IsHeldForBudget);
    }

    private static GroupEpisode Of(GroupNotice notice) => GroupEpisode.After(null, notice, Now);

    private static GroupNotice Notice(string key, string severity = "warning")
    {
        var data = SampleMessages.All[0];
        return new()
        {
            GroupKey = key,
            OpenedAt = Now,
            Sequence = 1,
            ReceiverName = "chat",
            SendsResolved = true,
            Action = NotificationAction.Trigger,
            Reason = NoticeReason.First,
            GroupLabels = LabelSet.Of([new("alertname", key)]),
            Team = "core",
            Stages = GroupStages.Budget,
            Data = data with { Alerts = [.. data.Alerts.Select(alert => alert with { Labels = LabelSet.Of([new("severity", severity)]) })] },
        };
    }
}
