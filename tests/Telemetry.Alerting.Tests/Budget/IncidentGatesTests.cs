using Telemetry.Alerting.Board;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Inbox;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Budget;

public sealed class IncidentGatesTests
{
    private static readonly Decision Page = new(DecisionKind.Paged, DecisionReason.ReachedCritical);
    private static readonly Decision Ticket = new(DecisionKind.Ticketed, DecisionReason.ReachedWarning);

    private readonly IncidentInbox _inbox = new();

    [Fact]
    public void Part_ThatCameAndWentFiveTimesInAnHour_IsHeldUntilItStays()
    {
        var gates = Gates();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Page, Judge(gates, Page, Record(i), Record(i).At));
            Tell(i, isOver: true);
        }

        Assert.Equal(DecisionReason.Flapping, Judge(gates, Page, Record(5), Record(5).At).Reason);
        Assert.Equal(Page, Judge(gates, Page, Record(5), Record(5).Began + IncidentGates.Stays));
        Assert.Equal(Page, Judge(gates, Page, Record(5) with { Root = [new("coredns", "", 0.9)] }, Record(5).At));
    }

    [Fact]
    public void Tickets_BeyondTheBudgetOfTheDay_AreHeldAndPagesAreNot()
    {
        var gates = Gates(new BudgetOptions { MessagesPerDay = 3, RepeatsPerHour = 0 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Ticket, Judge(gates, Ticket, Record(i), Record(i).At));
            Tell(i, isOver: false);
        }

        Assert.Equal(DecisionReason.OverBudget, Judge(gates, Ticket, Record(3), Record(3).At).Reason);
        Assert.Equal(Page, Judge(gates, Page, Record(3), Record(3).At));
        var tomorrow = Record(4) with { At = Record(4).At.AddDays(1) };
        Assert.Equal(Ticket, Judge(gates, Ticket, tomorrow, tomorrow.At));
    }

    [Fact]
    public void Incidents_BeyondTheFirstOfAMinute_AreInAStormUntilTheyAreOver()
    {
        var gates = Gates(new BudgetOptions { StormPerMinute = 3 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Page, Judge(gates, Page, AtOnce(i), AtOnce(i).At));
            Show(Episode.After(null, AtOnce(i), Page));
        }

        var held = Judge(gates, Ticket, AtOnce(3), AtOnce(3).At);
        Assert.Equal(new(DecisionKind.Suppressed, DecisionReason.InStorm), held);
        var episode = Episode.After(null, AtOnce(3) with { Severity = Severity.Warning }, held);
        Assert.Equal(held, NotificationPolicy.DecideAgain(episode));
        Assert.Equal(held, NotificationPolicy.Decide(episode, episode.Latest with { Sequence = 2 }));
        Assert.Equal(Page, NotificationPolicy.Decide(episode, AtOnce(3) with { Sequence = 2 }));

        var later = AtOnce(4) with { At = AtOnce(4).At.AddMinutes(1).AddSeconds(1) };
        Assert.Equal(Page, Judge(gates, Page, later, later.At));
    }

    [Fact]
    public void Ends_AreNeverHeld()
    {
        var end = new Decision(DecisionKind.Resolved, DecisionReason.Ended);
        Assert.Equal(end, Judge(Gates(new BudgetOptions { MessagesPerDay = 1, RepeatsPerHour = 1 }), end, Record(0), Record(0).At));
    }

    private static Decision Judge(IncidentGates gates, Decision decision, IncidentRecord record, DateTimeOffset now) => gates.Judge(decision, record, now).Decision;

    private IncidentGates Gates(BudgetOptions? options = null)
    {
        var plan = new CurrentPlan(AlertingPlan.From(new AlertingOptions()));
        var time = new ManualTime();
        return new(options ?? new BudgetOptions(), new AlertBoard(plan, time), _inbox, plan, time);
    }

    private void Tell(int number, bool isOver)
    {
        var episode = Episode.After(null, Record(number), Page);
        if (isOver) episode = Episode.After(episode, Record(number) with { Sequence = 2, Change = IncidentChange.Resolved }, new(DecisionKind.Resolved, DecisionReason.Ended));
        Show(episode);
    }

    private void Show(Episode episode) => _inbox.Show(episode, new MessagesByHand());

    // Of many clusters, so that none of them flaps.
    private static IncidentRecord AtOnce(int number) => Incidents.Opened(Severity.Critical, $"i-{number}") with { Cluster = $"cluster-{number}", At = Incidents.Began.AddSeconds(number) };

    private static IncidentRecord Record(int number) => Incidents.Opened(Severity.Critical, $"i-{number}") with
    {
        Began = Incidents.Began.AddMinutes(5 * number),
        At = Incidents.Began.AddMinutes((5 * number) + 1),
    };
}
