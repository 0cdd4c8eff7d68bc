using Telemetry.Backtest.Running;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Backtest.Tests.Running;

public sealed class AlertingRuleTests
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    [Fact]
    public void Incident_ThatBecomesWorse_IsPagedOnceAndWorseAfterThat()
    {
        var rule = new AlertingRule();
        Assert.Equal([EventKind.Opened, EventKind.Ticketed], rule.Decide(Record(1, IncidentChange.Opened, Severity.Warning)));
        Assert.Equal([EventKind.Updated, EventKind.Paged], rule.Decide(Record(2, IncidentChange.Updated, Severity.Critical)));
        Assert.Equal([EventKind.Updated, EventKind.Worsened], rule.Decide(Record(3, IncidentChange.Updated, Severity.Critical, worse: 1)));
        Assert.Equal([EventKind.Updated], rule.Decide(Record(4, IncidentChange.Updated, Severity.Critical, worse: 1)));
        Assert.Equal([EventKind.Resolved], rule.Decide(Record(5, IncidentChange.Resolved, Severity.Critical, worse: 1)));
    }

    [Fact]
    public void Worsening_IsALineOfItsOwnAtTheTimeOfItsDecision()
    {
        var record = Record(3, IncidentChange.Updated, Severity.Critical, worse: 1);
        Assert.Equal("worsened", EventKind.Worsened.ToLowerName());
        Assert.Equal(record.DecidedBy, EventLine.TimeOf(EventKind.Worsened, record));
    }

    private static IncidentRecord Record(long sequence, IncidentChange change, Severity severity, int worse = 0) => new()
    {
        Cluster = "c",
        IncidentId = "i",
        Sequence = sequence,
        Change = change,
        At = Begin.AddMinutes(sequence),
        DecidedBy = Begin.AddMinutes(sequence).AddSeconds(1),
        Severity = severity,
        Began = Begin,
        Worsening = worse == 0 ? null : new IncidentWorsening(worse, Begin, WorseningReason.WiderScope, "coredns", "lookups", 1, 0.1, "s"),
        Summary = "",
    };
}
