using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Telemetry.Contracts.Feedback;
using Telemetry.Detection.Correlation;

namespace Telemetry.Detector;

/// <summary>
/// What the detector says about itself. Records read = scrapes observed + parts that wait + dropped; signals read = taken + dropped;
/// notices read = put between the signals + dropped.
/// </summary>
internal sealed class DetectorMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Telemetry.Detector";

    private readonly ConcurrentDictionary<string, IReadOnlyList<KeyValuePair<SignalKey, double>>> _budgets = new(StringComparer.Ordinal);
    private readonly Counter<long> _records;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _scrapes;
    private readonly Counter<long> _points;
    private readonly Counter<long> _resets;
    private readonly Counter<long> _inconsistent;
    private readonly Counter<long> _invalid;
    private readonly Counter<long> _rebounded;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _restarts;
    private readonly Counter<long> _adopted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _forecastsRefused;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _late;
    private readonly Counter<long> _incidents;
    private readonly Counter<long> _corrupt;
    private readonly Counter<long> _topologyRefused;
    private readonly Counter<long> _notices;
    private readonly Counter<long> _feedback;

    public DetectorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _records = meter.CreateCounter<long>("telemetry.detector.records", "{record}", "Metrics records read.");
        _dropped = meter.CreateCounter<long>("telemetry.detector.dropped", "{record}", "Records that take no part, by stage and reason.");
        _scrapes = meter.CreateCounter<long>("telemetry.detector.scrapes", "{scrape}", "Scrapes scored.");
        _points = meter.CreateCounter<long>("telemetry.detector.points", "{point}", "Signals scored.");
        _resets = meter.CreateCounter<long>("telemetry.detector.resets", "{counter}", "Counters that began again.");
        _inconsistent = meter.CreateCounter<long>("telemetry.detector.inconsistent", "{histogram}", "Histograms of a scrape dropped because a bucket fell while the count grew.");
        _invalid = meter.CreateCounter<long>("telemetry.detector.invalid", "{value}", "Values that no signal can read: not finite, counters below zero, histograms whose bounds do not rise.");
        _rebounded = meter.CreateCounter<long>("telemetry.detector.bounds_changed", "{histogram}", "Histograms whose bounds changed; they go on with the new ones.");
        _gaps = meter.CreateCounter<long>("telemetry.detector.gaps", "{gap}", "Scrapes before which more than five are missing; tests begin anew behind them.");
        _restarts = meter.CreateCounter<long>("telemetry.detector.restarts", "{restart}", "Targets seen to restart: at least half of their counters began again.");
        _adopted = meter.CreateCounter<long>("telemetry.detector.adopted", "{signal}", "Signals whose changed level was taken for the new normal, each with a ticket.");
        _refused = meter.CreateCounter<long>("telemetry.detector.series.refused", "{series}", "New series not read because their target has too many.");
        _forecastsRefused = meter.CreateCounter<long>("telemetry.detector.forecasts.refused", "{value}", "Values that a signal's forecaster refused: too large to reckon with, or not later than the one before.");
        _signals = meter.CreateCounter<long>("telemetry.detector.signals", "{record}", "Signal records read by correlation.");
        _late = meter.CreateCounter<long>("telemetry.detector.late", "{record}", "Signal records later than the lateness bound; they scored their own target only.");
        _incidents = meter.CreateCounter<long>("telemetry.detector.incidents", "{change}", "Changes of incidents, by kind.");
        _corrupt = meter.CreateCounter<long>("telemetry.detector.state.corrupt", "{entry}", "Checkpoints that could not be read, by stage; what they held begins anew.");
        _topologyRefused = meter.CreateCounter<long>("telemetry.detector.topology.refused", "{dependency}", "Discovered dependencies left out because they would close a circle, and components because there are too many.");
        _notices = meter.CreateCounter<long>("telemetry.detector.notices", "{record}", "Changes and feedback read, to be put between the signals.");
        _feedback = meter.CreateCounter<long>("telemetry.detector.feedback", "{record}", "Feedback taken by correlation, by verdict; what a restart reads again included.");
        meter.CreateObservableGauge("telemetry.detector.budget.factor", ObserveBudgets, "1", "What feedback has made of a signal's budget of false alarms, by cluster, component and signal; signals without feedback are left out.");
    }

    public void RecordRead() => _records.Add(1);

    public void NoticeRead() => _notices.Add(1);

    public void FeedbackTaken(FeedbackVerdict verdict) =>
        _feedback.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString().ToLowerInvariant()));

    /// <summary>Publishes the moved budgets of a cluster.</summary>
    public void BudgetsMoved(string cluster, IReadOnlyList<KeyValuePair<SignalKey, double>> moved) => _budgets[cluster] = moved;

    public void SignalRead() => _signals.Add(1);

    public void Dropped(string stage, string reason) =>
        _dropped.Add(1, new KeyValuePair<string, object?>("stage", stage), new KeyValuePair<string, object?>("reason", reason));

    public void Observed(int points, Observing.ScrapeTally tally)
    {
        _scrapes.Add(1);
        _points.Add(points);
        _resets.Add(tally.Resets);
        _inconsistent.Add(tally.Inconsistent);
        _invalid.Add(tally.Invalid);
        _rebounded.Add(tally.Rebounded);
        _gaps.Add(tally.IsAfterGap ? 1 : 0);
        _restarts.Add(tally.IsRestart ? 1 : 0);
        _adopted.Add(tally.Adopted);
        _refused.Add(tally.Refused);
        _forecastsRefused.Add(tally.ForecastsRefused);
    }

    public void TopologyRefused(long count) => _topologyRefused.Add(count);

    public void Late() => _late.Add(1);

    public void IncidentChanged(string change) => _incidents.Add(1, new KeyValuePair<string, object?>("change", change));

    public void CorruptState(string stage) => _corrupt.Add(1, new KeyValuePair<string, object?>("stage", stage));

    private IEnumerable<Measurement<double>> ObserveBudgets()
    {
        foreach (var (cluster, moved) in _budgets)
        foreach (var (signal, factor) in moved)
            yield return new Measurement<double>(
                factor, new("cluster", cluster), new("component", signal.Component), new KeyValuePair<string, object?>("signal", signal.Signal));
    }
}
