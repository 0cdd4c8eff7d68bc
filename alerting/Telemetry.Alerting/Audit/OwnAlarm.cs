namespace Telemetry.Alerting.Audit;

/// <summary>Something that alerting itself has to say.</summary>
/// <param name="Name">Value of <c>alertname</c>.</param>
/// <param name="Labels">Its other labels: with the name its identity.</param>
/// <param name="Summary">One line.</param>
/// <param name="Description">All of it.</param>
/// <param name="Runbook">Name of its runbook.</param>
/// <param name="Until">When it is over, if it is not said again before.</param>
internal sealed record OwnAlarm(
    string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, string Summary, string Description, string Runbook, DateTimeOffset Until);
