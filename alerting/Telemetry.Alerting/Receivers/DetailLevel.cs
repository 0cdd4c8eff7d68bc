namespace Telemetry.Alerting.Receivers;

/// <summary>How much of an alert is sent. A receiver that rejects one level is given the next: a meagre page rather than none.</summary>
internal enum DetailLevel
{
    /// <summary>Everything that is known.</summary>
    Full,

    /// <summary>Without the evidence: the details are cut from their end.</summary>
    Brief,

    /// <summary>Without pictures, and with what users feel as the only detail.</summary>
    Plain,

    /// <summary>Summary, source, severity and a link.</summary>
    Minimal,
}
