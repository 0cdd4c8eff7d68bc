using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Backtest.Running;

/// <summary>Writes <c>--events</c>: the lines of <c>docs/formats/events.md</c>.</summary>
internal sealed class EventsWriter(Stream output) : IBacktestSink
{
    private readonly EventLine _line = new();

    /// <inheritdoc/>
    public void OnSample(Column column, in Sample sample, in SampleVerdict verdict)
    {
        // Events are of incidents alone.
    }

    /// <inheritdoc/>
    public void OnEvent(EventKind kind, IncidentRecord record) => output.Write(_line.Format(kind, record).Span);

    /// <inheritdoc/>
    public void End() => output.Flush();
}
