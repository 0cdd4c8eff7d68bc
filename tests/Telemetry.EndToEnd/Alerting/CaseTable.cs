namespace Telemetry.EndToEnd.Alerting;

/// <summary>The table, one row a case. Cases that need a broker, a storm or a silent detector stand in suites of their own; docs/alerting-cases.md says where.</summary>
internal static class CaseTable
{
    public static IReadOnlyList<AlertCase> Rows { get; } = [.. ParityCases.Rows, .. BetterCases.Rows];
}
