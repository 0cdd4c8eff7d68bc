namespace Telemetry.Series;

/// <summary>Names of our series and labels; <c>docs/formats/series.md</c> says what they mean.</summary>
internal static class SeriesNames
{
    public const string Up = "up";
    public const string ScrapeDuration = "scrape_duration_seconds";
    public const string SignalValue = "telemetry_signal_value";
    public const string SignalBaseline = "telemetry_signal_baseline";
    public const string SignalScore = "telemetry_signal_score";
    public const string SignalForecast = "telemetry_signal_forecast";
    public const string SignalLimit = "telemetry_signal_limit";
    public const string SignalBreachProbability = "telemetry_signal_breach_probability";
    public const string IncidentSeverity = "telemetry_incident_severity";
    public const string IncidentRootProbability = "telemetry_incident_root_probability";
    public const string Alerts = "ALERTS";
    public const string AlertsForState = "ALERTS_FOR_STATE";

    public const string Cluster = "cluster";
    public const string Job = "job";
    public const string Instance = "instance";
    public const string Signal = "signal";
    public const string Component = "component";
    public const string Family = "family";
    public const string Siblings = "series";
    public const string Unit = "unit";
    public const string Horizon = "horizon";
    public const string Quantile = "quantile";
    public const string Source = "source";
    public const string Incident = "incident";
    public const string Cause = "cause";
    public const string Severity = "severity";
    public const string AlertName = "alertname";
    public const string AlertState = "alertstate";

    /// <summary>What every incident of ours is called where alerts have names.</summary>
    public const string IncidentAlert = "TelemetryIncident";

    /// <summary>
    /// What the metadata endpoint says. As in Prometheus, series that no scraped page describes have no metadata: <c>up</c>,
    /// <c>scrape_duration_seconds</c>, <c>ALERTS</c>.
    /// </summary>
    public static IReadOnlyList<(string Name, string Help)> Described { get; } =
    [
        (IncidentRootProbability, "Probability that an open incident began in this component for this cause."),
        (IncidentSeverity, "Severity of an open incident: 1 info, 2 warning, 3 critical."),
        (SignalBaseline, "What is normal for a signal, in the unit that the label names."),
        (SignalBreachProbability, "Probability that a signal is above its limit the horizon ahead."),
        (SignalForecast, "What was expected of a signal the horizon ahead, at the time it was said."),
        (SignalLimit, "Level whose crossing is foretold: promised, the catalog's, or learned."),
        (SignalScore, "Evidence of drift: -log10 of the calibrated tail probability."),
        (SignalValue, "What was observed of a signal in the scrape interval, in the unit that the label names."),
    ];
}
