using Telemetry.Alerting.Board;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Inbox;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Budget;

/// <summary>Times of routes and rules of inhibition, for our own incidents.</summary>
public sealed class IncidentHoldTests
{
    private static readonly Decision Page = new(DecisionKind.Paged, DecisionReason.ReachedCritical);
    private static readonly Decision Ticket = new(DecisionKind.Ticketed, DecisionReason.ReachedWarning);
    private static readonly Decision End = new(DecisionKind.Resolved, DecisionReason.Ended);

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly IncidentInbox _inbox = new();

    [Fact]
    public void Incident_InAMuteTime_IsHeldUntilItEndsAndItsEndIsNot()
    {
        var gates = Gates(new RouteOptions { MuteTimeIntervals = ["noon"] });
        Assert.Equal(new(DecisionKind.Suppressed, DecisionReason.Muted) { By = "noon" }, Judge(gates, Page));
        Assert.Equal(End, Judge(gates, End));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Page, Judge(gates, Page));
    }

    [Fact]
    public void Incident_OutsideTheActiveTimes_IsHeldUntilOneBegins()
    {
        var gates = Gates(new RouteOptions { ActiveTimeIntervals = ["afternoon"] });
        Assert.Equal(new(DecisionKind.Suppressed, DecisionReason.Inactive) { By = "afternoon" }, Judge(gates, Page));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Page, Judge(gates, Page));
    }

    [Fact]
    public void Incident_WithTwoRoutes_IsToldOnOneAndHeldOnTheOther()
    {
        var gates = Gates(new RouteOptions { Receiver = "chat", MuteTimeIntervals = ["noon"], Continue = true }, new RouteOptions { Receiver = "night", ActiveTimeIntervals = ["afternoon"], Continue = true }, new RouteOptions());
        var record = Record("i-1");
        var (decision, held) = gates.Judge(Page, record, record.At);
        Assert.Equal(Page, decision);
        Assert.Equal(
            [
                new("chat", 1, AlertLevel.Page, EpisodeKey.Of(record).Value, DecisionReason.Muted, "noon"),
                new("night", 1, AlertLevel.Page, EpisodeKey.Of(record).Value, DecisionReason.Inactive, "afternoon"),
            ],
            held);

        var episode = Episode.After(null, record, decision, held);
        Assert.Empty(gates.ReleasedOf(episode));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(held, gates.ReleasedOf(episode));
    }

    [Fact]
    public void Receiver_WithOneRouteThatMaySpeak_IsNotHeld()
    {
        var gates = Gates(new RouteOptions { MuteTimeIntervals = ["noon"], Continue = true }, new RouteOptions());
        Assert.Empty(gates.Judge(Page, Record("i-1"), Record("i-1").At).Held);
    }

    [Fact]
    public void Incident_OfARouteThatIsNotMuted_IsTold()
    {
        var gates = Gates(new RouteOptions { Matchers = ["severity=\"warning\""], MuteTimeIntervals = ["noon"] });
        Assert.Equal(Page, Judge(gates, Page));
        Assert.Equal(DecisionReason.Muted, Judge(gates, Ticket).Reason);
    }

    [Fact]
    public void Incident_WhileAnAlertOfOthersInhibitsIt_IsHeldUntilThatIsOver()
    {
        var (gates, board) = Inhibiting("alertname=\"ClusterDown\"", equal: "cluster");
        Post(board, "ClusterDown", "elsewhere", _time.GetUtcNow().AddHours(1));
        Assert.Equal(Page, Judge(gates, Page));

        Post(board, "ClusterDown", "prod", _time.GetUtcNow().AddHours(1));
        Assert.Equal(DecisionReason.Inhibited, Judge(gates, Page).Reason);
        Assert.Matches(@"^the alert ClusterDown \([0-9a-f]{16}\)$", Judge(gates, Page).By);
        Assert.Equal(End, Judge(gates, End));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Page, Judge(gates, Page));
    }

    [Fact]
    public void Incident_WhileAnotherIncidentInhibitsIt_IsHeldAndNeverByItself()
    {
        var (gates, _) = Inhibiting("severity=\"critical\"", equal: "cluster");
        Assert.Equal(Ticket, Judge(gates, Ticket));
        var own = Tell(Record("i-1"));
        Assert.Equal(Ticket, Judge(gates, Ticket));

        var other = Tell(Record("i-2"));
        Assert.Equal(new(DecisionKind.Suppressed, DecisionReason.Inhibited) { By = "the incident i-2" }, Judge(gates, Ticket));
        _inbox.Show(Episode.After(other, other.Latest with { Sequence = 2, Change = IncidentChange.Resolved }, End), new MessagesByHand());
        Assert.Equal(Ticket, Judge(gates, Ticket));
        Assert.True(own.IsOpen);
    }

    private static Decision Judge(IncidentGates gates, Decision decision) => gates.Judge(decision, Record("i-1"), Record("i-1").At).Decision;

    private static IncidentRecord Record(string id) => Incidents.Opened(Severity.Critical, id);

    private Episode Tell(IncidentRecord record)
    {
        var episode = Episode.After(null, record, Page);
        _inbox.Show(episode, new MessagesByHand());
        return episode;
    }

    private static void Post(AlertBoard board, string name, string cluster, DateTimeOffset until) => board.Take(new(DateTimeOffset.UnixEpoch, "prometheus", new PostedAlerts(
    [
        new PostedAlert
        {
            Labels = LabelSet.Of([new("alertname", name), new("cluster", cluster)]),
            Annotations = LabelSet.Empty,
            StartsAt = DateTimeOffset.UnixEpoch,
            EndsAt = until,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        },
    ])));

    private IncidentGates Gates(params RouteOptions[] routes) => Make(new AlertingOptions
    {
        Route = new RouteOptions { Receiver = "pager", Routes = [.. routes] },
        TimeIntervals = [Interval("noon", "12:00", "13:00"), Interval("afternoon", "13:00", "18:00")],
    }).Gates;

    private (IncidentGates Gates, AlertBoard Board) Inhibiting(string source, string equal) => Make(new AlertingOptions
    {
        Route = new RouteOptions { Receiver = "pager" },
        InhibitRules = [new InhibitRuleOptions { SourceMatchers = [source], TargetMatchers = ["alertname=\"ControlPlaneDrift\""], Equal = [equal] }],
    });

    private (IncidentGates Gates, AlertBoard Board) Make(AlertingOptions options)
    {
        var plan = new CurrentPlan(AlertingPlan.From(options));
        var board = new AlertBoard(plan, _time);
        return (new IncidentGates(new BudgetOptions { RepeatsPerHour = 0 }, board, _inbox, plan, _time), board);
    }

    private static TimeIntervalOptions Interval(string name, string from, string to) => new()
    {
        Name = name,
        TimeIntervals = [new TimeIntervalPartOptions { Times = [new ClockRangeOptions { StartTime = from, EndTime = to }] }],
    };
}
