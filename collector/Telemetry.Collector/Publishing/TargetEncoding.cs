using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Publishing;

/// <summary>One target's encoder with its accounts: counters for every scrape, a line in the log when the state of its pages changes.</summary>
internal sealed partial class TargetEncoding(ScrapeTarget target, SignalCatalog catalog)
{
    private readonly ScrapeEncoder _encoder = new(target, catalog);
    private PageState _state = PageState.Good;

    /// <summary>Key of the target's records.</summary>
    public ReadOnlyMemory<byte> Key => _encoder.Key;

    /// <summary>How the last scrape ended.</summary>
    public PageVerdict Verdict => new(_encoder.Failure, _encoder.Tally.Read, Detail());

    /// <summary>What the latest whole page tells of the process that wrote it.</summary>
    public ProcessFacts Process => _encoder.Process;

    /// <summary>Encodes one scrape. The records are valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(ScrapedPage page, CollectorMetrics metrics, ILogger logger)
    {
        var records = _encoder.Encode(page);
        metrics.PageRead(page.Failure, _encoder.Failure, _encoder.Tally);
        if (_encoder.Reading is { } reading) metrics.BadLines(reading);
        Report(page, logger);
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

    private string Detail() => _encoder.BadLines is [var first, ..]
        ? $"{_encoder.Tally.BadLines} lines cannot be read, the first being line {first.Line}: {first.Reason.Describe()}."
        : "";

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
