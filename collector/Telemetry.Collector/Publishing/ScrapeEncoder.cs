using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Scraping.Negotiation;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>
/// Turns the pages of one target into records of <c>telemetry.metrics</c>, one scrape after the other, live or recorded. A failed scrape
/// gives a record too. Not safe for concurrent use.
/// </summary>
internal sealed class ScrapeEncoder
{
    private const string ComponentKey = "telemetry.component";

    private readonly ScrapeTarget _target;
    private readonly SeriesTable _table;
    private readonly PageLayout _layout = new();
    private readonly OwnSignals _own = new();
    private readonly ProcessReader _process;
    private readonly ProcessIdentity _identity = new();
    private readonly MetricsRecordWriter _writer;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _resource;
    private long _lastWholeMs;

    public ScrapeEncoder(ScrapeTarget target, SignalCatalog catalog)
    {
        _target = target;
        _table = new SeriesTable(name => FamilyRules.Of(catalog, target.Forward, name), target.Limits);
        _process = new ProcessReader(catalog.Topology);
        Key = target.Id.ToKey();
        _writer = new MetricsRecordWriter(Streams.MaxRecordBytes - Key.Length);
        _resource = target.Component is { } component ? [new(ComponentKey, component), .. target.Labels] : target.Labels;
    }

    /// <summary>Key of the target's records.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>How the scrape ended, the reading of its page included.</summary>
    public ScrapeFailure Failure { get; private set; }

    /// <summary>What the latest whole page tells of the process that wrote it.</summary>
    public ProcessFacts Process { get; private set; }

    /// <summary>Whether another process wrote the page than the one before.</summary>
    public ProcessNote Note { get; private set; }

    /// <summary>What became of the samples of the page.</summary>
    public ScrapeTally Tally { get; } = new();

    /// <summary>What the page gave; null where there was none to read.</summary>
    public PageReading? Reading { get; private set; }

    /// <summary>What is wrong with the page, where there was one to read.</summary>
    public IReadOnlyList<PageProblem> Problems { get; private set; } = [];

    /// <summary>
    /// Puts other limits in force. What is known of counters stays; of a series that only now finds room nobody knows when it was born.
    /// </summary>
    public void Limit(PageLimits limits)
    {
        _table.Limit(limits);
        _lastWholeMs = 0;
    }

    /// <summary>Encodes one scrape. The records are valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(in ScrapedPage page)
    {
        Tally.Clear();
        Reading = null;
        Note = ProcessNote.None;
        Problems = [];
        Failure = page.Failure;
        _writer.Begin(new ScrapeHeader(_target.Id, page.StartMs, page.DurationMs, (long)_target.Interval.TotalMilliseconds)
        {
            Slot = page.Slot ?? 0,
            Resource = _resource,
        });
        if (Failure == ScrapeFailure.None || (Failure.IsPartial() && !page.Body.IsEmpty)) EncodePage(page);
        if (Reading is not null) Problems = PageProblems.Of(Reading, Tally);
        _own.Write(_writer, page, Failure, Note, Tally, Problems);
        return _writer.End();
    }

    /// <summary>Encodes that every series of the target, its own signals included, has ended. The records are valid until the next call.</summary>
    /// <param name="timeMs">When, Unix milliseconds.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> EncodeEnd(long timeMs)
    {
        Tally.Clear();
        _writer.Begin(new ScrapeHeader(_target.Id, timeMs, DurationMs: 0, (long)_target.Interval.TotalMilliseconds)
        {
            Ends = true,
            Resource = _resource,
        });
        // No series was seen in a page after the last one.
        var moment = new ScrapeMoment(_table.Generation + 1, timeMs, IsWhole: true);
        foreach (var metric in _layout.Metrics) metric.Write(_writer, moment, Tally);
        OwnSignals.WriteEnd(_writer);
        return _writer.End();
    }

    private void EncodePage(in ScrapedPage page)
    {
        if (!TrySelect(page, out var format)) return;

        var isWhole = Failure == ScrapeFailure.None;
        var reading = _table.Read(page.Body.Span, format, truncated: !isWhole, page.StartMs);
        Count(reading);
        if (Tally.Read == 0 && reading.BadLines > 0)
        {
            Failure = ScrapeFailure.Malformed;
            return;
        }

        if (isWhole && reading.BadLinesOf(BadLineReason.MissingEof) + reading.BadLinesOf(BadLineReason.Truncated) > 0) Failure = ScrapeFailure.Truncated;
        isWhole = Failure == ScrapeFailure.None;
        _layout.Update(_table, _lastWholeMs);
        if (isWhole) Identify(page.StartMs);
        var moment = new ScrapeMoment(_table.Generation, page.StartMs, isWhole);
        foreach (var metric in _layout.Metrics) metric.Write(_writer, moment, Tally);
        if (isWhole) _lastWholeMs = page.StartMs;
    }

    private void Identify(long timeMs)
    {
        Process = _process.Read(_table);
        Note = _identity.Observe(Process);
        if (Note == ProcessNote.None) return;
        // A counter of another process may stand higher than the one before: only the start time tells that it is another.
        _layout.Restart(Process.StartMs > _lastWholeMs && Process.StartMs <= timeMs ? Process.StartMs : _lastWholeMs);
    }

    private bool TrySelect(in ScrapedPage page, out ExpositionFormat format)
    {
        var isKnown = ContentTypes.TrySelect(page.ContentType, _target.Formats.Fallback?.Format(), out format);
        if (HtmlPages.IsOne(page.Body.Span)) Failure = ScrapeFailure.Html;
        else if (!isKnown) Failure = ScrapeFailure.UnsupportedType;
        return isKnown && Failure != ScrapeFailure.Html;
    }

    private void Count(PageReading reading)
    {
        Tally.Read = reading.Samples + reading.Unwanted + reading.Refused;
        Tally.NotInCatalog = reading.Unwanted;
        Tally.Refused = reading.Refused;
        Tally.Duplicates = reading.Duplicates;
        Tally.BadLines = reading.BadLines;
        Reading = reading;
    }
}
