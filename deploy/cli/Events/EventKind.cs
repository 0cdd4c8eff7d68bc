using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Events;

/// <summary>What an event line reports: a change of an incident, or what alerting decided on it.</summary>
internal enum EventKind
{
    Opened,
    Updated,
    Ticketed,
    Paged,
    Resolved,
}

internal static class EventKinds
{
    /// <summary>The kind as event lines spell it.</summary>
    public static string ToLowerName(this EventKind kind) => kind switch
    {
        EventKind.Opened => "opened",
        EventKind.Updated => "updated",
        EventKind.Ticketed => "ticketed",
        EventKind.Paged => "paged",
        _ => "resolved",
    };

    /// <summary>The kind of an incident's own change.</summary>
    public static EventKind ToEventKind(this IncidentChange change) => change switch
    {
        IncidentChange.Opened => EventKind.Opened,
        IncidentChange.Resolved => EventKind.Resolved,
        _ => EventKind.Updated,
    };
}
