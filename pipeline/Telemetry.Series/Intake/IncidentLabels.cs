using Telemetry.Contracts.Incidents;
using Telemetry.Series.Matching;

namespace Telemetry.Series.Intake;

/// <summary>What an open incident looks like as series.</summary>
internal static class IncidentLabels
{
    /// <summary>Every series of an incident with its value now.</summary>
    public static IEnumerable<(LabelSet Labels, double Value)> SeriesOf(IncidentRecord record)
    {
        var alert = AlertLabels(record);
        Label cluster = new(SeriesNames.Cluster, record.Cluster), incident = new(SeriesNames.Incident, record.IncidentId);
        yield return (LabelSet.Of(SeriesNames.Alerts, [.. alert, new(SeriesNames.AlertState, State(record))]), 1);
        yield return (LabelSet.Of(SeriesNames.AlertsForState, alert), record.Began.ToUnixTimeMilliseconds() / 1000.0);
        yield return (LabelSet.Of(SeriesNames.IncidentSeverity, cluster, incident), (int)record.Severity);
        foreach (var root in record.Root)
        {
            Label component = new(SeriesNames.Component, root.Component), cause = new(SeriesNames.Cause, root.Cause);
            yield return (LabelSet.Of(SeriesNames.IncidentRootProbability, cluster, incident, component, cause), root.Probability);
        }
    }

    /// <summary>Labels that name an incident where alerts are listed.</summary>
    public static Label[] AlertLabels(IncidentRecord record)
    {
        var root = record.Root.Count > 0 ? record.Root[0] : new("", "", 0);
        return
        [
            new(SeriesNames.AlertName, SeriesNames.IncidentAlert), new(SeriesNames.Cluster, record.Cluster),
            new(SeriesNames.Incident, record.IncidentId), new(SeriesNames.Severity, Name(record.Severity)),
            new(SeriesNames.Component, root.Component), new(SeriesNames.Cause, root.Cause),
        ];
    }

    /// <summary>Incidents that are only shown are pending: nobody is told of them.</summary>
    public static string State(IncidentRecord record) => record.Severity == Severity.Info ? "pending" : "firing";

    private static string Name(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };
}
