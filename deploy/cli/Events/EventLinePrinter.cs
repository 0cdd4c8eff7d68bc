using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Events;

/// <summary>Prints event lines: one JSON object a line.</summary>
internal sealed class EventLinePrinter(Stream output) : IEventPrinter
{
    private readonly EventLine _line = new();

    /// <inheritdoc/>
    public void Print(EventKind kind, IncidentRecord record) => output.Write(_line.Format(kind, record).Span);

    /// <inheritdoc/>
    public void Print(ChangeRecord change) => output.Write(_line.Format(change).Span);

    /// <inheritdoc/>
    public void Flush() => output.Flush();
}
