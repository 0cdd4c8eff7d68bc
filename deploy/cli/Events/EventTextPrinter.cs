using System.Globalization;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Events;

/// <summary>The events of a replay for people: time since its start, what happened, and the summary.</summary>
internal sealed class EventTextPrinter(TextWriter output, DateTimeOffset start) : IEventPrinter
{
    /// <inheritdoc/>
    public void Print(EventKind kind, IncidentRecord record) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{Offset(record.At)}  {kind.ToLowerName(),-8}  {record.IncidentId}  {record.Summary}"));

    /// <inheritdoc/>
    public void Print(ChangeRecord change) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{Offset(change.At)}  {EventLine.Changed,-8}  {change.ChangeId}  {ChangeSummary.Of(change)}"));

    /// <inheritdoc/>
    public void Flush() => output.Flush();

    private string Offset(DateTimeOffset at) => (at - start).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
