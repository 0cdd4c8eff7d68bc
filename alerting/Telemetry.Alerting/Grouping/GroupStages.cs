namespace Telemetry.Alerting.Grouping;

/// <summary>Stages that are off for alerts of others unless their route switches them on.</summary>
[Flags]
internal enum GroupStages
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Storms collapse into one page.</summary>
    Storm = 1,

    /// <summary>Messages count against the team's budget.</summary>
    Budget = 2,

    /// <summary>What nobody takes goes to the next channel.</summary>
    Escalation = 4,
}
