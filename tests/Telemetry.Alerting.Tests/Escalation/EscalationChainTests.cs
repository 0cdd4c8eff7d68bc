using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Escalation;

public sealed class EscalationChainTests
{
    private static readonly IncidentRecord Record = Incidents.Opened(Severity.Critical);
    private static readonly EpisodeKey Key = EpisodeKey.Of(Record);
    private static readonly DateTimeOffset Paged = Incidents.Began;

    private readonly AlertBoard _board;
    private readonly EscalationChain _chain;

    public EscalationChainTests()
    {
        _board = new AlertBoard(new CurrentPlan(AlertingPlan.From(new AlertingOptions())), new ManualTime());
        _chain = new EscalationChain(new EscalationOptions(), _board);
    }

    [Fact]
    public void Acknowledgement_BeforeAWorsening_StopsOnlyTheChainOfWhatWasToldBefore()
    {
        var (page, worse) = (Row(Key.Value, Paged), Row(Key.ForDecision(DecisionKind.Worsened, Incidents.Worse(2, number: 1)), Paged.AddMinutes(7)));
        Assert.False(_chain.IsStopped(page));
        Acknowledge(Key.Value, Paged.AddMinutes(1));
        Assert.True(_chain.IsStopped(page));
        Assert.False(_chain.IsStopped(worse));
        Acknowledge(Key.Value, Paged.AddMinutes(8));
        Assert.True(_chain.IsStopped(worse));
    }

    [Fact]
    public void Acknowledgement_OfTheKeyThatTheReceiverKnows_StopsItsChain()
    {
        var worse = Row(Key.ForDecision(DecisionKind.Worsened, Incidents.Worse(2, number: 1)), Paged);
        Acknowledge(worse.DedupKey, Paged.AddSeconds(1));
        Assert.True(_chain.IsStopped(worse));
        Assert.False(_chain.IsStopped(Row(Key.Value, Paged)));
    }

    [Fact]
    public void Acknowledgement_OfAGroup_HoldsForItsRepeats()
    {
        Acknowledge(Key.Value, Paged);
        Assert.True(_chain.IsStopped(Row("tel1-group", Paged.AddHours(4)) with { Subject = new RowSubject(SubjectKind.Group, default, default) }));
    }

    private void Acknowledge(string key, DateTimeOffset at) => _board.Take(new(at, "ann", new Acknowledgement(key)));

    private static OutboxRow Row(string key, DateTimeOffset at) => new()
    {
        Episode = Key,
        DedupKey = key,
        Sequence = 1,
        Decision = 1,
        Level = AlertLevel.Page,
        Action = NotificationAction.Trigger,
        Receiver = "pager/pagerduty/0",
        Subject = RowSubject.Of(Record),
        EnqueuedAt = at,
        WaitingSince = at,
    };
}
