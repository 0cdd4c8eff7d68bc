namespace Telemetry.Alerting.Receivers;

/// <summary>How much of an alert is sent. A receiver that rejects one level is given the next: a meagre page rather than none.</summary>
internal enum DetailLevel
{
    /// <summary>Everything that is known.</summary>
    Full,

    /// <summary>What is needed to act, without the evidence.</summary>
    Brief,

    /// <summary>Summary, source, severity and a link.</summary>
    Minimal,
}
