namespace Telemetry.Detection.Forecasting;

/// <summary>Whose limit it is.</summary>
public enum LimitSource
{
    /// <summary>What the operators promise: <c>slo</c> of a signal.</summary>
    Promised = 1,

    /// <summary>The catalog's <c>limit</c>.</summary>
    Catalog = 2,

    /// <summary>What the series seldom exceeded so far. It never pages.</summary>
    Learned = 3,
}
