using Telemetry.Testing;
using Telemetry.EndToEnd.Line;
using Xunit;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>The table of cases, ours beside the real Alertmanager: P must equal, X must be better as the table says.</summary>
[Collection(RealTime.Name)]
public sealed class AlertCaseTests(CaseResults results) : IClassFixture<CaseResults>
{
    public static TheoryData<string> Ids => [.. CaseTable.Rows.Select(row => row.Id)];

    [ServerTheory(AlertmanagerRouter.Program)]
    [MemberData(nameof(Ids))]
    public void Case_BesideAlertmanager_IsAsTheTableSays(string id) => Assert.Null(results.FaultOf(id));
}
