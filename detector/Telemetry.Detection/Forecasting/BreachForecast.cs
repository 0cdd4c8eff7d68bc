namespace Telemetry.Detection.Forecasting;

/// <summary>A breach that the written rule warns of.</summary>
/// <param name="AsOfMs">Event time up to which values were known, Unix milliseconds.</param>
/// <param name="Limit">The limit, in the signal's unit.</param>
/// <param name="Source">Whose limit it is; never one that was learned.</param>
/// <param name="Probability">Probability that the value is above it at the horizon of the rule.</param>
/// <param name="Time">When it is crossed, after <paramref name="AsOfMs"/>.</param>
/// <param name="Warning">Foretold or imminent.</param>
public sealed record BreachForecast(
    long AsOfMs, double Limit, LimitSource Source, double Probability, BreachTime Time, BreachWarning Warning);
