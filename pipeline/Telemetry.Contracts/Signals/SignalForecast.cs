namespace Telemetry.Contracts.Signals;

/// <summary>What is expected of a signal.</summary>
/// <param name="AsOfMs">Event time up to which values are known, Unix milliseconds.</param>
/// <param name="Limit">Level whose crossing is foretold, in the point's unit; NaN while there is none.</param>
/// <param name="LimitSource">Whose limit it is.</param>
/// <param name="Horizons">What is expected at each horizon, the nearest first; at most <see cref="MaxHorizons"/>.</param>
public sealed record SignalForecast(long AsOfMs, double Limit, LimitSource LimitSource, IReadOnlyList<HorizonForecast> Horizons)
{
    /// <summary>Most horizons of one forecast.</summary>
    public const int MaxHorizons = 16;

    /// <summary>Until when the limit is not to be crossed, milliseconds after <see cref="AsOfMs"/>; NaN beyond the last horizon.</summary>
    public double EarliestBreachMs { get; init; } = double.NaN;

    /// <summary>When the odds of a breach become even, likewise.</summary>
    public double ExpectedBreachMs { get; init; } = double.NaN;

    /// <summary>By when the limit is to be crossed, likewise.</summary>
    public double LatestBreachMs { get; init; } = double.NaN;

    /// <summary>What the written rule makes of it.</summary>
    public BreachWarning Warning { get; init; }
}

/// <summary>What is expected of a signal at one horizon.</summary>
/// <param name="HorizonMs">How far ahead, milliseconds.</param>
/// <param name="Low">5 % quantile, in the point's unit.</param>
/// <param name="Median">Median.</param>
/// <param name="High">95 % quantile.</param>
/// <param name="BreachProbability">Probability that the value is above the limit then; NaN without a limit.</param>
public sealed record HorizonForecast(long HorizonMs, double Low, double Median, double High, double BreachProbability);

/// <summary>Whose limit a forecast speaks of.</summary>
public enum LimitSource
{
    /// <summary>What the operators promise: <c>slo</c> of a signal.</summary>
    Promised = 1,

    /// <summary>The catalog's <c>limit</c>.</summary>
    Catalog = 2,

    /// <summary>What the series seldom exceeded so far; it never pages.</summary>
    Learned = 3,
}

/// <summary>What the written rule makes of the probabilities of a breach.</summary>
public enum BreachWarning
{
    /// <summary>Nothing to warn of.</summary>
    None = 0,

    /// <summary>At least even odds in a quarter of an hour, and so the step before.</summary>
    Foretold = 1,

    /// <summary>At least four to one within five minutes.</summary>
    Imminent = 2,
}
