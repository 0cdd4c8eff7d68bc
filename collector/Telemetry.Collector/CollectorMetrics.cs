using System.Diagnostics.Metrics;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;

namespace Telemetry.Collector;

/// <summary>
/// What the collector says about itself. Samples read = forwarded + dropped, records made + recovered = sent + dropped + waiting.
/// </summary>
internal sealed class CollectorMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Telemetry.Collector";

    private readonly Counter<long> _scrapes;
    private readonly Counter<long> _missed;
    private readonly Gauge<long> _targets;
    private readonly Counter<long> _paceChanges;
    private readonly Counter<long> _processChanges;
    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _pageBytes;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _samples;
    private readonly Counter<long> _forwarded;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _badLines;
    private readonly Counter<long> _records;
    private readonly Counter<long> _recordsSent;
    private readonly Counter<long> _recordsDropped;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _recordsRecovered;
    private readonly UpDownCounter<long> _waitingBytes;
    private readonly Counter<long> _documents;
    private readonly Counter<long> _documentsDropped;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _changesSent;
    private readonly Counter<long> _changesDropped;
    private readonly UpDownCounter<long> _unverified;
    private readonly Meter _meter;

    public CollectorMetrics(IMeterFactory meters)
    {
        var meter = _meter = meters.Create(MeterName);
        _scrapes = meter.CreateCounter<long>("telemetry.collector.scrapes", "{scrape}", "Scrapes, by how fetching the page ended.");
        _missed = meter.CreateCounter<long>("telemetry.collector.scrapes.missed", "{scrape}", "Scrapes left out because the one before took too long.");
        _targets = meter.CreateGauge<long>("telemetry.collector.targets", "{target}", "Targets, by whether they are scraped, or why not.");
        _paceChanges = meter.CreateCounter<long>("telemetry.collector.pace_changes", "{change}", "Targets that began to be scraped faster, slower, or as configured.");
        _processChanges = meter.CreateCounter<long>("telemetry.collector.process_changes", "{change}", "Targets behind which another process answered than before, by what tells it.");
        _latency = meter.CreateHistogram<double>("telemetry.collector.publish.latency", "s", "From the end of a scrape until the transport answered for its record; those that waited on disk are left out.");
        _duration = meter.CreateHistogram<double>("telemetry.collector.scrape.duration", "s", "From request to the last byte of the page.");
        _pageBytes = meter.CreateCounter<long>("telemetry.collector.page.size", "By", "Pages as they came, after decompression.");
        _unreadable = meter.CreateCounter<long>("telemetry.collector.pages.unreadable", "{page}", "Pages that were answered but could not be read, by reason.");
        _samples = meter.CreateCounter<long>("telemetry.collector.samples", "{sample}", "Sample lines read.");
        _forwarded = meter.CreateCounter<long>("telemetry.collector.samples.forwarded", "{sample}", "Sample lines that went into records.");
        _dropped = meter.CreateCounter<long>("telemetry.collector.samples.dropped", "{sample}", "Sample lines that did not, by reason.");
        _badLines = meter.CreateCounter<long>("telemetry.collector.bad_lines", "{line}", "Lines that could not be read, by reason.");
        _records = meter.CreateCounter<long>("telemetry.collector.records", "{record}", "Records made.");
        _recordsSent = meter.CreateCounter<long>("telemetry.collector.records.sent", "{record}", "Records that the transport answered for.");
        _recordsDropped = meter.CreateCounter<long>("telemetry.collector.records.dropped", "{record}", "Records given up, by reason.");
        _retries = meter.CreateCounter<long>("telemetry.collector.publish.retries", "{attempt}", "Attempts to publish that will be repeated.");
        _documents = meter.CreateCounter<long>("telemetry.collector.cluster.documents", "{document}", "Objects that the cluster's API told of.");
        _documentsDropped = meter.CreateCounter<long>("telemetry.collector.cluster.documents.dropped", "{document}", "Objects that were not taken into the cluster's state, by reason.");
        _changes = meter.CreateCounter<long>("telemetry.collector.changes", "{change}", "Changes found in the cluster, by what was changed.");
        _changesSent = meter.CreateCounter<long>("telemetry.collector.changes.sent", "{change}", "Changes that the transport answered for.");
        _changesDropped = meter.CreateCounter<long>("telemetry.collector.changes.dropped", "{change}", "Changes given up, by reason.");
        _unverified = meter.CreateUpDownCounter<long>("telemetry.collector.targets.unverified", "{target}", "Targets whose certificates are not verified, because insecure_skip_verify says so.");
        _recordsRecovered = meter.CreateCounter<long>("telemetry.collector.records.recovered", "{record}", "Records of an earlier run that waited on disk.");
        _waitingBytes = meter.CreateUpDownCounter<long>("telemetry.collector.send_buffer.size", "By", "Records waiting in memory to be published.");
    }

    /// <summary>Counts what became of a document of the cluster's API.</summary>
    public void Document(DocumentFate fate)
    {
        if (fate == DocumentFate.None) return;
        _documents.Add(1);
        if (fate == DocumentFate.Unreadable) _documentsDropped.Add(1, new KeyValuePair<string, object?>("reason", "unreadable"));
        else if (fate == DocumentFate.OverLimit) _documentsDropped.Add(1, new KeyValuePair<string, object?>("reason", "object_limit"));
    }

    public void ChangeFound(string what) => _changes.Add(1, new KeyValuePair<string, object?>("what", what));

    public void ChangeSent() => _changesSent.Add(1);

    public void ChangeDropped(string reason) => _changesDropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Scraped(ScrapeFailure failure, TimeSpan duration, long bytes)
    {
        _scrapes.Add(1, new KeyValuePair<string, object?>("result", failure.Name()));
        _duration.Record(duration.TotalSeconds);
        _pageBytes.Add(bytes);
    }

    /// <summary>Says how many targets there are, by what becomes of them.</summary>
    public void Targets(PoolView view)
    {
        _targets.Record(view.Active.Count, State("active"));
        foreach (var reason in Enum.GetValues<TargetDrop>()) _targets.Record(view.Dropped.Count(dropped => dropped.Reason == reason), State(reason.Name()));
    }

    public void PaceChanged(ScrapePace pace) => _paceChanges.Add(1, new KeyValuePair<string, object?>("pace", pace switch
    {
        ScrapePace.Fast => "fast",
        ScrapePace.Slow => "slow",
        _ => "configured",
    }));

    public void ProcessChanged(ProcessNote note) => _processChanges.Add(1, new KeyValuePair<string, object?>("reason", note.Name()));

    /// <summary>Notes how long a record took from the end of its scrape until the transport answered for it.</summary>
    public void Acknowledged(TimeSpan afterScrape) => _latency.Record(afterScrape.TotalSeconds);

    public void Missed(long scrapes) => _missed.Add(scrapes);

    /// <summary>Counts what became of a page.</summary>
    /// <param name="fetched">How fetching it ended.</param>
    /// <param name="read">How reading it ended.</param>
    /// <param name="tally">Its samples.</param>
    public void PageRead(ScrapeFailure fetched, ScrapeFailure read, ScrapeTally tally)
    {
        if (read != fetched) _unreadable.Add(1, new KeyValuePair<string, object?>("reason", read.Name()));
        _samples.Add(tally.Read);
        _forwarded.Add(tally.Forwarded);
        Drop(tally.NotInCatalog, "not_in_catalog");
        Drop(tally.Duplicates, "duplicate");
        Drop(tally.Broken.Of(ValueFault.NotACounter), "not_a_counter");
        Drop(tally.Broken.Total - tally.Broken.Of(ValueFault.NotACounter), "inconsistent_histogram");
        Drop(tally.IncompleteHistogram, "incomplete_histogram");
        Drop(tally.Oversized, "oversized");
    }

    /// <summary>Counts the samples of a page that a limit left no place for.</summary>
    public void Refused(PageReading reading)
    {
        if (reading.Refused == 0) return;
        foreach (var reason in Enum.GetValues<RefusalReason>()) Drop(reading.RefusedBy(reason), reason.Name());
    }

    /// <summary>Counts the lines of a page that could not be read.</summary>
    public void BadLines(PageReading reading)
    {
        if (reading.BadLines == 0) return;
        foreach (var reason in Enum.GetValues<BadLineReason>())
        {
            if (reading.BadLinesOf(reason) is > 0 and var lines) _badLines.Add(lines, new KeyValuePair<string, object?>("reason", reason.Name()));
        }
    }

    public void RecordMade() => _records.Add(1);

    public void RecordSent() => _recordsSent.Add(1);

    public void RecordDropped(string reason) => _recordsDropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Retrying() => _retries.Add(1);

    public void Unverified(long targetsMore) => _unverified.Add(targetsMore);

    /// <summary>Shows what waits on disk.</summary>
    /// <param name="recovered">Records that an earlier run left there.</param>
    /// <param name="bytes">Bytes there now.</param>
    public void ObserveSpool(long recovered, Func<long> bytes)
    {
        _recordsRecovered.Add(recovered);
        _meter.CreateObservableUpDownCounter("telemetry.collector.send_buffer.disk.size", bytes, "By", "Records waiting on disk to be published.");
    }

    public void Waiting(long bytesMore) => _waitingBytes.Add(bytesMore);

    private static KeyValuePair<string, object?> State(string state) => new("state", state);

    private void Drop(int samples, string reason)
    {
        if (samples > 0) _dropped.Add(samples, new KeyValuePair<string, object?>("reason", reason));
    }
}
