using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Backtest.Running;

/// <summary>Hears what becomes of a backtest, in the order of time. Times are the input's own.</summary>
internal interface IBacktestSink
{
    /// <summary>A sample was judged.</summary>
    void OnSample(Column column, in Sample sample, in SampleVerdict verdict);

    /// <summary>Something happened to an incident, or was decided on it.</summary>
    void OnEvent(EventKind kind, IncidentRecord record);

    /// <summary>Nothing follows.</summary>
    void End();
}
