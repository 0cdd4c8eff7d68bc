using System.Globalization;
using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Running;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Backtesting;

/// <summary>What a backtest of a file came to, in a few lines.</summary>
internal sealed class PageTally : IBacktestSink
{
    private readonly List<IncidentRecord> _pages = [];
    private int _tickets;
    private long _alerts;

    /// <inheritdoc/>
    public void OnSample(Column column, in Sample sample, in SampleVerdict verdict)
    {
        if (verdict.IsAlert) _alerts++;
    }

    /// <inheritdoc/>
    public void OnEvent(EventKind kind, IncidentRecord record)
    {
        if (kind == EventKind.Paged) _pages.Add(record);
        else if (kind == EventKind.Ticketed) _tickets++;
    }

    /// <inheritdoc/>
    public void End()
    {
        // Printed by whoever asks.
    }

    /// <summary>Prints the pages, and what was odd about the input.</summary>
    public void Print(TextWriter output, SampleTable table)
    {
        var days = table.Samples.Count == 0 ? 0 : (table.Samples[^1].TimeMs - table.Samples[0].TimeMs) / 86_400_000.0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{table.Series.Count} series, {table.Samples.Count} values over {days:0.##} days: {_pages.Count} pages, {_tickets} tickets, {_alerts} alerts of single series."));
        foreach (var page in _pages) output.WriteLine($"page  {EventLine.Rfc3339(page.DecidedBy)}  {page.Summary}");
        foreach (var line in table.Notes.Lines()) output.WriteLine($"note  {line}.");
    }
}
