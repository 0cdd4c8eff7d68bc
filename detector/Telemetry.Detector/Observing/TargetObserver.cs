using System.Text;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>
/// Scores the scrapes of one target, one after the other. What it says depends on that target's records alone, and not on when they came.
/// A scrape is <see cref="Begin"/>, <see cref="Read"/> for each of its records, <see cref="End"/>.
/// </summary>
internal sealed class TargetObserver(SignalCatalog catalog, DetectorChoices detectors, TargetId target)
{
    /// <summary>Good scrapes before a signal may take part in a page.</summary>
    public const int WarmScrapes = 60;

    // After a gap of this many intervals the interval's counts are no scrape's: they are carried, and the tests begin anew.
    private const int GapIntervals = 5;

    // Behind a longer one the reference is a prior again: what it expects may be long past.
    private const long LongGapMs = 3600_000;
    private const double UnknownIntervalSeconds = 15;

    // Evidence from which on correlation looks at a signal: below it nobody asks which buckets moved.
    private const double DescribedEvidence = 2;

    // Good scrapes after which a target that shows no part's own family is taken for what its job's name says.
    private const int IdentifyScrapes = 3;

    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    private readonly List<SignalPoint> _points = [];
    private readonly ExponentialCounts _exponential = new();
    private TargetModel _model = new(catalog, "", new HashSet<string>(), detectors);
    private ScrapeReading _scrape;
    private long _goodScrapes;
    private long _lastGoodMs;
    private int _warmScrapes;
    private long _restartedMs;
    private bool _isUp;
    private bool _isIdentified;

    /// <summary>Event time of the last scrape taken, Unix milliseconds.</summary>
    public long LastScrapeMs { get; private set; }

    /// <summary>Whether a scrape was made again that was taken, or comes too late behind a later one.</summary>
    public bool HasTaken(in ScrapeReading scrape) => scrape.TimeMs <= LastScrapeMs || scrape.IsSameSlotOrBefore(_scrape);

    /// <summary>What came up in the last scrape.</summary>
    public ScrapeTally Tally { get; } = new();

    /// <summary>Begins a scrape, which must be later than the last.</summary>
    public void Begin(ScrapeReading scrape)
    {
        Tally.Clear();
        Tally.IsAfterGap = LastScrapeMs != 0 && IsGap(LastScrapeMs, scrape);
        if (Tally.IsAfterGap) _model.Interrupt();
        if (_lastGoodMs != 0 && scrape.TimeMs - _lastGoodMs > LongGapMs) _warmScrapes = 0;
        _scrape = scrape;
        LastScrapeMs = scrape.TimeMs;
        _isUp = true;
        _model.Begin();
    }

    /// <summary>Reads one record of the scrape.</summary>
    /// <returns>Why it ended early, if it did.</returns>
    public WireFailure Read(ReadOnlySpan<byte> record)
    {
        if (!_isIdentified) Identify(record);
        var bornAtZero = _goodScrapes > 0 && !IsAfterGap();
        var reader = new MetricsRecordReader(record);
        FamilySeries? family = null;
        var isUpFamily = false;
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case MetricsToken.Metric:
                    family = _model.Find(reader.Metric.Name);
                    isUpFamily = reader.Metric.Name.SequenceEqual("up"u8);
                    break;
                case MetricsToken.Number when !reader.Number.IsStale:
                    if (isUpFamily) _isUp = reader.Number.Value > 0;
                    if (family is not null) Take(family, reader.Number, bornAtZero);
                    break;
                case MetricsToken.Histogram when family is not null && !reader.Histogram.IsStale:
                    Take(family, reader.Histogram, bornAtZero);
                    break;
                case MetricsToken.ExponentialHistogram when family is not null && !reader.ExponentialHistogram.IsStale:
                    Take(family, reader.ExponentialHistogram, bornAtZero);
                    break;
            }
        }

        return reader.Failure;
    }

    /// <summary>Ends the scrape: scores it, then learns from it.</summary>
    public SignalRecord End()
    {
        if (Tally.IsRestart) _restartedMs = _scrape.TimeMs;
        var seconds = _lastGoodMs == 0 ? IntervalSeconds : (_scrape.TimeMs - _lastGoodMs) / 1000.0;
        var time = new ScrapeTime(_scrape.TimeMs, seconds);
        var learning = NextLearning();
        _points.Clear();
        foreach (var feed in _model.Feeds)
            if (_isUp || feed is AvailabilityFeed) Judge(feed, time, LearningOf(feed, learning));
        if (_isUp) (_goodScrapes, _warmScrapes, _lastGoodMs) = (_goodScrapes + 1, Math.Min(_warmScrapes + 1, WarmScrapes), _scrape.TimeMs);
        return new SignalRecord
        {
            Target = target,
            ScrapeTimeMs = _scrape.TimeMs,
            ScrapeDurationMs = _scrape.DurationMs,
            IntervalMs = _scrape.IntervalMs,
            Up = _isUp,
            RestartedMs = _restartedMs,
            Points = _points,
        };
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(LastScrapeMs);
        writer.Write(_goodScrapes);
        writer.Write(_lastGoodMs);
        writer.Write(_warmScrapes);
        writer.Write(_restartedMs);
        writer.Write(_scrape.IntervalMs);
        writer.Write(_scrape.Slot);
        writer.Write(_isIdentified);
        _model.Save(writer);
    }

    /// <exception cref="SnapshotException">It is not a snapshot of a target by this catalog.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        LastScrapeMs = reader.ReadLong();
        _goodScrapes = reader.ReadLong();
        _lastGoodMs = reader.ReadLong();
        _warmScrapes = reader.ReadInt();
        _restartedMs = reader.ReadLong();
        _scrape = new ScrapeReading(LastScrapeMs, 0, reader.ReadLong()) { Slot = reader.ReadLong() };
        _isIdentified = reader.ReadBool();
        _model = TargetModel.Restore(catalog, detectors, ref reader);
    }

    private double IntervalSeconds => _scrape.IntervalMs > 0 ? _scrape.IntervalMs / 1000.0 : UnknownIntervalSeconds;

    private static bool IsGap(long lastMs, in ScrapeReading scrape) =>
        scrape.TimeMs - lastMs > GapIntervals * (scrape.IntervalMs > 0 ? scrape.IntervalMs : UnknownIntervalSeconds * 1000);

    private bool IsAfterGap() => _lastGoodMs != 0 && IsGap(_lastGoodMs, _scrape);

    private Learning NextLearning()
    {
        var isSettling = _restartedMs != 0 && _scrape.TimeMs < _restartedMs + Restart.SettleMs;
        if (_goodScrapes == 0 || isSettling || IsAfterGap()) return Learning.Suspended;
        return _warmScrapes < WarmScrapes ? Learning.Warming : Learning.Allowed;
    }

    // What was adopted warms up by itself.
    private static Learning LearningOf(SignalFeed feed, Learning learning)
    {
        if (feed.Relearning == 0 || learning == Learning.Suspended) return learning;
        feed.Relearning--;
        return Learning.Warming;
    }

    private void Judge(SignalFeed feed, in ScrapeTime time, Learning learning)
    {
        feed.Close(time);
        var score = feed.Detector.Score(time);
        var moved = score.Evidence >= DescribedEvidence ? feed.Detector.Describe() : [];
        feed.Detector.Learn(time, learning);
        var isAdopted = learning == Learning.Allowed && Adoption.IsDue(feed.Detector.OpenSinceMs, _restartedMs, time.TimeMs);
        if (isAdopted) Adopt(feed);
        if (!score.HasEvidence) return;
        var definition = feed.Definition;
        // An outage and a state need no reference: a part that was well before may be missed at once.
        var isReady = learning == Learning.Allowed || (feed is AvailabilityFeed or StateFeed && _goodScrapes >= WarmScrapes);
        var component = definition.Component == SignalDefinition.TargetComponent ? _model.Component : definition.Component;
        _points.Add(new SignalPoint(
            definition.Id, feed.Family, "", component, isReady ? Verdict.Scored : Verdict.Warming,
            isReady ? score.Evidence : 0, score.Magnitude, score.OnsetMs, score.Value, score.Baseline, definition.Unit)
        {
            Typical = score.Typical,
            TypicalBaseline = score.TypicalBaseline,
            IsAdopted = isAdopted,
            Moved = [.. moved.Select(shift => new BucketMovement(shift.Lower, shift.Upper, shift.NormalShare, shift.Share))],
            Forecast = learning == Learning.Suspended ? null : Foretell(feed, score.Value),
        });
    }

    private SignalForecast? Foretell(SignalFeed feed, double value)
    {
        if (feed.Forecaster is not { } forecaster) return null;
        var refused = forecaster.Refused;
        var forecast = ForecastRules.Take(forecaster, _scrape, value);
        Tally.ForecastsRefused += forecaster.Refused - refused;
        return forecast;
    }

    private void Adopt(SignalFeed feed)
    {
        feed.Detector.Adopt();
        feed.Relearning = WarmScrapes;
        Tally.Adopted++;
    }

    private void Take(FamilySeries family, in NumberPoint point, bool bornAtZero)
    {
        var entry = family.Find(point.Attributes);
        var isNew = entry is null;
        entry ??= Add(family, point.Attributes, default);
        entry?.Take(point.Value, isNew && bornAtZero, Tally);
    }

    private void Take(FamilySeries family, in HistogramPoint point, bool bornAtZero)
    {
        var entry = family.Find(point.Attributes);
        var isNew = entry is null;
        entry ??= Add(family, point.Attributes, new SeriesShape { Bounds = point.Bounds });
        entry?.Take(point, isNew && bornAtZero, Tally);
    }

    private void Take(FamilySeries family, in ExponentialHistogramPoint point, bool bornAtZero)
    {
        var entry = family.Find(point.Attributes);
        var isNew = entry is null;
        entry ??= Add(family, point.Attributes, new SeriesShape { IsExponential = true });
        if (entry is null || entry.Sinks.Length == 0) return;
        ExponentialPoints.Read(point, _exponential);
        entry.Take(_exponential, point.Sum, isNew && bornAtZero, Tally);
    }

    private SeriesEntry? Add(FamilySeries family, AttributeList attributes, in SeriesShape shape)
    {
        if (!_model.HasRoom)
        {
            Tally.Refused++;
            return null;
        }

        _model.CountSeries();
        return family.Add(attributes, shape);
    }

    // Until a page has told which part the target is, its job's name does.
    private void Identify(ReadOnlySpan<byte> record)
    {
        string? component = null;
        var reader = new MetricsRecordReader(record);
        while (reader.Read())
        {
            if (reader.Token != MetricsToken.Metric) continue;
            var family = Encoding.UTF8.GetString(reader.Metric.Name);
            _present.Add(family);
            component ??= catalog.Topology.ComponentOfFamily(family);
        }

        _isIdentified = component is not null || _goodScrapes >= IdentifyScrapes;
        component ??= catalog.Topology.ComponentOfJob(target.Job) ?? "";
        if (component != _model.Component) _model = new TargetModel(catalog, component, _present, detectors);
    }
}
