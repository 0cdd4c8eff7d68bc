using System.Globalization;
using Telemetry.Alerting.Intake;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Events;

/// <summary>The events of a replay for people: time since its start, what happened, and the summary.</summary>
internal sealed class EventTextPrinter(TextWriter output, DateTimeOffset start) : IDecisionObserver
{
    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided)
    {
        foreach (var kind in EventKinds.Of(decided)) Write(kind, decided.Record);
    }

    private void Write(EventKind kind, IncidentRecord record) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{Offset(record.At)}  {kind.ToLowerName(),-8}  {record.IncidentId}  {record.Summary}"));

    private string Offset(DateTimeOffset at) => (at - start).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
