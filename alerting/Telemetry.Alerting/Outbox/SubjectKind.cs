namespace Telemetry.Alerting.Outbox;

/// <summary>What a message speaks of.</summary>
internal enum SubjectKind
{
    /// <summary>One of our incidents: its records.</summary>
    Incident = 1,

    /// <summary>A group of alerts that others posted.</summary>
    Group = 2,
}
