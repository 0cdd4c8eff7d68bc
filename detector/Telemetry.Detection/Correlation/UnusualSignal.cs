using Telemetry.Detection.Forecasting;

namespace Telemetry.Detection.Correlation;

/// <summary>A signal that is materially and improbably worse than normal at a tick.</summary>
/// <param name="Traits">What it is.</param>
/// <param name="Finding">What its last scrape said.</param>
/// <param name="Instance">Target that it was seen on.</param>
/// <param name="Observer">Component of that target; differs from the finding's where a caller measures.</param>
/// <param name="Evidence">Evidence, corrected for the number of instances and capped.</param>
public sealed record UnusualSignal(SignalTraits Traits, SignalFinding Finding, string Instance, string Observer, double Evidence)
{
    /// <summary>What feedback has made of its budget of false alarms: 1/4 to 4 times.</summary>
    public double BudgetFactor { get; init; } = 1;

    /// <summary>Whether users feel it, or the operators promise it.</summary>
    public bool IsFelt => Traits.IsUserFacing || Finding.Breach is { Source: LimitSource.Promised };

    /// <summary>Whether users feel it beyond its limit: a value at its limit, a fact that is felt, or a promise that is broken.</summary>
    public bool IsOverLimit => BreaksPromise || (Traits.IsUserFacing && (Traits.IsFact || Finding.Value >= Traits.Limit));

    /// <summary>The limit that it is judged by; NaN where it has none.</summary>
    public double Limit => BreaksPromise ? Finding.Breach!.Limit : Traits.Limit;

    private bool BreaksPromise => Finding.Breach is { Source: LimitSource.Promised, Time.ExpectedMs: 0 };
}
