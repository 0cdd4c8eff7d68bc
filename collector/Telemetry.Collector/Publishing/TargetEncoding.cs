using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Publishing;

/// <summary>One target's encoder with its accounts: counters for every scrape, a line in the log when the state of its pages changes.</summary>
internal sealed partial class TargetEncoding(ScrapeTarget target, SignalCatalog catalog)
{
    private const long SameNewsMs = 600_000;

    private readonly ScrapeEncoder _encoder = new(target, catalog);
    private PageState _state = PageState.Good;
    private string? _contentType;
    private (ProcessNote Note, long AtMs) _noted;

    /// <summary>Key of the target's records.</summary>
    public ReadOnlyMemory<byte> Key => _encoder.Key;

    /// <summary>How the last scrape ended.</summary>
    public PageVerdict Verdict => new(_encoder.Failure, _encoder.Tally.Read, Detail())
    {
        Note = _noted.Note == ProcessNote.None ? "" : $"{_noted.Note.Name()} at {DateTimeOffset.FromUnixTimeMilliseconds(_noted.AtMs).UtcDateTime:yyyy-MM-dd HH:mm:ss}Z",
    };

    /// <summary>What the latest whole page tells of the process that wrote it.</summary>
    public ProcessFacts Process => _encoder.Process;

    /// <summary>Encodes one scrape. The records are valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(ScrapedPage page, CollectorMetrics metrics, ILogger logger)
    {
        var records = _encoder.Encode(page);
        metrics.PageRead(page.Failure, _encoder.Failure, _encoder.Tally);
        if (_encoder.Reading is { } reading) metrics.BadLines(reading);
        _contentType = page.ContentType;
        Report(page, logger);
        if (_encoder.Note != ProcessNote.None) ReportProcess(page.StartMs, metrics, logger);
        return records;
    }

    /// <summary>Encodes that all series of the target end. The records are valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> EncodeEnd(long timeMs) => _encoder.EncodeEnd(timeMs);

    private void Report(ScrapedPage page, ILogger logger)
    {
        var state = StateOf();
        if (state == _state) return;
        _state = state;
        switch (state)
        {
            case PageState.WrongType:
                Log.WrongType(logger, target.Id.Job, target.Id.Instance, page.ContentType ?? "");
                break;
            case PageState.BadLines or PageState.Malformed when _encoder.BadLines is [var first, ..]:
                Log.BadLines(logger, target.Id.Job, target.Id.Instance, _encoder.Tally.BadLines, first.Line, first.Reason.Describe(), first.Text);
                break;
            default:
                Log.Good(logger, target.Id.Job, target.Id.Instance);
                break;
        }
    }

    private void ReportProcess(long timeMs, CollectorMetrics metrics, ILogger logger)
    {
        metrics.ProcessChanged(_encoder.Note);
        // Two processes behind one address take turns: one line for a while of it.
        var isNews = _noted.Note != _encoder.Note || timeMs - _noted.AtMs > SameNewsMs;
        _noted = (_encoder.Note, timeMs);
        if (!isNews) return;
        if (_encoder.Note == ProcessNote.OtherProcess) Log.OtherProcess(logger, target.Id.Job, target.Id.Instance);
        else Log.Restarted(logger, target.Id.Job, target.Id.Instance);
    }

    private string Detail() => _encoder switch
    {
        { Failure: ScrapeFailure.UnsupportedType } => $"the content type '{_contentType}' is not read; check metrics_path.",
        { BadLines: [var first, ..] } => $"{_encoder.Tally.BadLines} lines cannot be read, the first being line {first.Line}: {first.Reason.Describe()}.",
        _ => "",
    };

    private PageState StateOf() => _encoder.Failure switch
    {
        ScrapeFailure.UnsupportedType => PageState.WrongType,
        ScrapeFailure.Malformed => PageState.Malformed,
        // A page that did not come says nothing about the state of pages.
        ScrapeFailure.None or ScrapeFailure.TooLarge or ScrapeFailure.Truncated => _encoder.BadLines.Count > 0 ? PageState.BadLines : PageState.Good,
        _ => _state,
    };

    private enum PageState
    {
        Good,
        BadLines,
        Malformed,
        WrongType,
    }
}
