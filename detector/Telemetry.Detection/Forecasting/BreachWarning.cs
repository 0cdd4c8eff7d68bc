namespace Telemetry.Detection.Forecasting;

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
