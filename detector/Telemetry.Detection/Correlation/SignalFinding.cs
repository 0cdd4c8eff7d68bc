using Telemetry.Detection.Detectors;
using Telemetry.Detection.Forecasting;

namespace Telemetry.Detection.Correlation;

/// <summary>One scored signal of one scrape.</summary>
/// <param name="Signal">Signal id.</param>
/// <param name="Family">Family that it was read from.</param>
/// <param name="Component">Component that it speaks about.</param>
/// <param name="Evidence">−log₁₀ of its tail probability.</param>
/// <param name="OnsetMs">Event time at which its drift began; 0 where there is none.</param>
/// <param name="Value">Current value; NaN where it has none.</param>
/// <param name="Baseline">What is normal; NaN where unknown.</param>
public sealed record SignalFinding(
    string Signal, string Family, string Component, double Evidence, long OnsetMs, double Value, double Baseline)
{
    /// <summary>What most see of a latency: its p90, where native buckets tell it; else NaN.</summary>
    public double Typical { get; init; } = double.NaN;

    /// <summary>The breach of its limit that is foretold; null where the written rule warns of none.</summary>
    public BreachForecast? Breach { get; init; }

    /// <summary>Component that calls this one and measured it; empty where the component, or the target it was seen on, did.</summary>
    public string Caller { get; init; } = "";

    /// <summary>What is normal of <see cref="Typical"/>; NaN where unknown.</summary>
    public double TypicalBaseline { get; init; } = double.NaN;

    /// <summary>Which buckets of a latency moved; empty while nothing is unusual.</summary>
    public IReadOnlyList<BucketShift> Moved { get; init; } = [];

    /// <summary>Whether its present level was taken for the new normal at this scrape.</summary>
    public bool IsAdopted { get; init; }
}

/// <summary>What one scrape of one target came to.</summary>
/// <param name="Job">Job of the target.</param>
/// <param name="Instance">Instance of the target.</param>
/// <param name="TimeMs">Event time: when the scrape began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="IntervalMs">The target's interval; 0 where unknown.</param>
/// <param name="IsUp">Whether it worked.</param>
/// <param name="Signals">Signals whose verdict counts.</param>
public sealed record ScrapeFinding(
    string Job, string Instance, long TimeMs, long DurationMs, long IntervalMs, bool IsUp, IReadOnlyList<SignalFinding> Signals)
{
    /// <summary>First scrape after the part's last restart, Unix milliseconds; 0 where none was seen.</summary>
    public long RestartedMs { get; init; }

    /// <summary>Whether the target is scraped no more: it has been taken away, so nobody misses it.</summary>
    public bool Ends { get; init; }
}
