using System.Globalization;
using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Csv;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Backtest.Running;

/// <summary>Writes <c>--scores</c>: a line for each cell of the input, in order of time.</summary>
internal sealed class ScoresWriter : IBacktestSink
{
    private readonly TextWriter _output;

    public ScoresWriter(TextWriter output)
    {
        _output = output;
        output.Write("timestamp,series,value,score,alert,warming\n");
    }

    /// <inheritdoc/>
    public void OnSample(Column column, in Sample sample, in SampleVerdict verdict)
    {
        var value = double.IsNaN(sample.Value) ? "" : sample.Value.ToString("R", CultureInfo.InvariantCulture);
        _output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{CsvTime.Format(sample.TimeMs)},{CsvFields.Quote(column.Series)},{value},{verdict.Score:0.#####},{(verdict.IsAlert ? 1 : 0)},{(verdict.IsWarming ? 1 : 0)}\n"));
    }

    /// <inheritdoc/>
    public void OnEvent(EventKind kind, IncidentRecord record)
    {
        // Scores are of series alone.
    }

    /// <inheritdoc/>
    public void End() => _output.Flush();
}
