using System.Diagnostics.Metrics;
using Telemetry.Contracts.Wire;
using Telemetry.Series.Window;

namespace Telemetry.Series;

/// <summary>What the query role counts about itself. Samples offered = appended + dropped.</summary>
internal sealed class QueryMetrics : IDisposable
{
    public const string MeterName = "Telemetry.Query";

    private readonly Meter _meter;
    private readonly Counter<long> _appended;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _evicted;
    private readonly Counter<long> _recordsRejected;
    private readonly Counter<long> _incidentsCrowdedOut;
    private readonly Histogram<double> _requests;

    public QueryMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _appended = _meter.CreateCounter<long>("telemetry.query.samples_appended", "{sample}", "Samples taken into the window.");
        _dropped = _meter.CreateCounter<long>("telemetry.query.samples_dropped", "{sample}", "Samples not taken, by reason.");
        _evicted = _meter.CreateCounter<long>("telemetry.query.samples_evicted", "{sample}", "Samples removed ahead of their time because the window was full.");
        _recordsRejected = _meter.CreateCounter<long>("telemetry.query.records_rejected", "{record}", "Stream records that could not be read, by stream and reason.");
        _incidentsCrowdedOut = _meter.CreateCounter<long>("telemetry.query.incidents_crowded_out", "{incident}", "Open incidents no longer shown because too many are open.");
        _requests = _meter.CreateHistogram<double>("telemetry.query.request_duration", "s", "Time to answer API requests, by endpoint and status.");
    }

    /// <summary>Reports the size of a window for as long as this lives.</summary>
    public void Observe(SeriesWindow window)
    {
        _meter.CreateObservableGauge("telemetry.query.series", () => window.SeriesCount, "{series}", "Series in the window.");
        _meter.CreateObservableGauge("telemetry.query.samples_held", () => window.HeldSamples, "{sample}", "Samples that memory is held for.");
    }

    public void Count(AppendOutcome outcome)
    {
        if (outcome == AppendOutcome.Appended) _appended.Add(1);
        else _dropped.Add(1, new KeyValuePair<string, object?>("reason", Reason(outcome)));
    }

    public void Evicted(int samples) => _evicted.Add(samples);

    public void RecordRejected(string stream, WireError error) =>
        _recordsRejected.Add(1, new("stream", stream), new("reason", error.ToString()));

    public void IncidentCrowdedOut() => _incidentsCrowdedOut.Add(1);

    public void Answered(string endpoint, int status, TimeSpan took) =>
        _requests.Record(took.TotalSeconds, new("endpoint", endpoint), new("status", status));

    public void Dispose() => _meter.Dispose();

    private static string Reason(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Duplicate => "duplicate",
        AppendOutcome.OutOfOrder => "out_of_order",
        AppendOutcome.TooOld => "too_old",
        AppendOutcome.TooFarAhead => "too_far_ahead",
        _ => "series_limit",
    };
}
