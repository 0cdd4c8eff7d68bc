using Telemetry.Alerting.Intake;
using Telemetry.Backtest.Judging;
using Telemetry.Cli.Events;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Backtesting;

/// <summary>Keeps the incident events of a replay, and hands every event on to a printer where there is one.</summary>
internal sealed class IncidentCollector(IEventPrinter? printer) : IEventPrinter
{
    private readonly List<IncidentEvent> _events = [];

    /// <summary>The events, in order of time.</summary>
    public IReadOnlyList<IncidentEvent> Events => _events;

    /// <inheritdoc/>
    public void Print(EventKind kind, IncidentRecord record)
    {
        _events.Add(IncidentEvent.Of(kind, record));
        printer?.Print(kind, record);
    }

    /// <inheritdoc/>
    public void Print(ChangeRecord change) => printer?.Print(change);

    /// <inheritdoc/>
    public void Flush() => printer?.Flush();
}
