using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Publishing;

/// <summary>One target's encoder with its accounts: counters for every scrape, a line in the log when the state of its pages changes.</summary>
internal sealed partial class TargetEncoding(ScrapeTarget target, SignalCatalog catalog)
{
    private const long SameNewsMs = 600_000;

    private readonly ScrapeEncoder _encoder = new(target, catalog);
    private static readonly IReadOnlyList<string> BadLineNames = [.. Enum.GetValues<BadLineReason>().Select(reason => reason.Name())];

    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);
    private ScrapeTarget _target = target;
    private ScrapeFailure _unreadable;
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

    /// <summary>Goes on with a target of the same identity where only its limits differ; false where its records are others.</summary>
    public bool TryContinue(ScrapeTarget next)
    {
        if (ReferenceEquals(next, _target)) return true;
        if (_target with { Limits = next.Limits, BodyLimitBytes = next.BodyLimitBytes, Timeout = next.Timeout } != next) return false;
        if (_target.Limits != next.Limits) _encoder.Limit(next.Limits);
        _target = next;
        return true;
    }

    /// <summary>Encodes one scrape. The records are valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(ScrapedPage page, CollectorMetrics metrics, ILogger logger)
    {
        var records = _encoder.Encode(page);
        metrics.PageRead(page.Failure, _encoder.Failure, _encoder.Tally);
        _contentType = page.ContentType;
        if (_encoder.Reading is { } reading) Count(reading, metrics);
        Report(page, logger);
        if (_encoder.Note != ProcessNote.None) ReportProcess(page.StartMs, metrics, logger);
        return records;
    }

    /// <summary>Encodes that all series of the target end. The records are valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> EncodeEnd(long timeMs) => _encoder.EncodeEnd(timeMs);

    private static void Count(PageReading reading, CollectorMetrics metrics)
    {
        metrics.BadLines(reading);
        metrics.Refused(reading);
    }

    private void Report(ScrapedPage page, ILogger logger)
    {
        // A page that did not come says nothing about the state of pages.
        if (_encoder.Failure == page.Failure && page.Failure != ScrapeFailure.None && !page.Failure.IsPartial()) return;
        var unreadable = _encoder.Failure is ScrapeFailure.UnsupportedType or ScrapeFailure.Html ? _encoder.Failure : ScrapeFailure.None;
        if (unreadable != ScrapeFailure.None && unreadable != _unreadable)
        {
            Log.Unreadable(logger, _target.Id.Job, _target.Id.Instance, page.ContentType ?? "", unreadable.Name(), ScrapeCures.Of(unreadable));
        }

        var wasGood = _unreadable == ScrapeFailure.None && _reasons.Count == 0;
        _unreadable = unreadable;
        ReportProblems(logger);
        if (!wasGood && _unreadable == ScrapeFailure.None && _reasons.Count == 0) Log.Good(logger, _target.Id.Job, _target.Id.Instance);
    }

    private void ReportProblems(ILogger logger)
    {
        if (_encoder.Problems.Count == 0 && _reasons.Count == 0) return;
        var hadBadLines = _reasons.Overlaps(BadLineNames);
        var first = _encoder.Problems.FirstOrDefault(problem => problem.IsLine);
        if (first is not null && !hadBadLines)
            Log.BadLines(logger, _target.Id.Job, _target.Id.Instance, _encoder.Tally.BadLines, first.Reason, first.Text);
        foreach (var problem in _encoder.Problems)
        {
            if (!problem.IsLine && !_reasons.Contains(problem.Reason))
                Log.Loses(logger, _target.Id.Job, _target.Id.Instance, problem.Count, problem.Reason, problem.Text);
        }

        _reasons.Clear();
        _reasons.UnionWith(_encoder.Problems.Select(problem => problem.Reason));
    }

    private void ReportProcess(long timeMs, CollectorMetrics metrics, ILogger logger)
    {
        metrics.ProcessChanged(_encoder.Note);
        // Two processes behind one address take turns: one line for a while of it.
        var isNews = _noted.Note != _encoder.Note || timeMs - _noted.AtMs > SameNewsMs;
        _noted = (_encoder.Note, timeMs);
        if (!isNews) return;
        if (_encoder.Note == ProcessNote.OtherProcess) Log.OtherProcess(logger, _target.Id.Job, _target.Id.Instance);
        else Log.Restarted(logger, _target.Id.Job, _target.Id.Instance);
    }

    private string Detail() => _encoder.Failure is ScrapeFailure.UnsupportedType or ScrapeFailure.Html
        ? $"the content type is '{_contentType}'. {ScrapeCures.Of(_encoder.Failure)}"
        : string.Join("; ", _encoder.Problems.Select(problem => $"{problem.Count} × {problem.Reason}: {problem.Text}"));
}
