using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Pictures;
using Telemetry.Backtest.Running;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Backtest.Reports;

/// <summary>Gathers what a report of a table needs.</summary>
internal sealed class ReportSink(SampleTable table) : IBacktestSink
{
    private readonly List<IncidentEvent> _events = [];
    private readonly TraceBook _traces = table.Samples is [var first, ..] ? new TraceBook(first.TimeMs, table.Samples[^1].TimeMs) : new TraceBook(0, 0);
    private long _alerts;

    /// <inheritdoc/>
    public void OnSample(Column column, in Sample sample, in SampleVerdict verdict)
    {
        if (verdict.IsAlert) _alerts++;
        var score = verdict.IsWarming ? 0 : verdict.Detail.Evidence;
        _traces.Add(column.Observer, column.Series, column.Component, column.Traits.Unit, sample.TimeMs, verdict.Detail.HasEvidence ? verdict.Detail.Value : sample.Value, verdict.Detail.Baseline, score);
    }

    /// <inheritdoc/>
    public void OnEvent(EventKind kind, IncidentRecord record) => _events.Add(IncidentEvent.Of(kind, record));

    /// <inheritdoc/>
    public void End()
    {
        // The report is made by whoever asks.
    }

    /// <summary>The report of what was gathered.</summary>
    /// <param name="input">What was run over.</param>
    /// <param name="labels">What is known to have happened.</param>
    /// <param name="took">How long it took.</param>
    public BacktestReport Report(string input, Labels labels, TimeSpan took) => new()
    {
        Input = input,
        FromMs = _traces.FromMs,
        ToMs = _traces.ToMs,
        Took = took,
        Events = _events,
        Labels = labels,
        Traces = _traces,
        Notes = [$"{table.Series.Count} series, {table.Samples.Count} values, {_alerts} alerts of single series", .. table.Notes.Lines()],
    };
}
