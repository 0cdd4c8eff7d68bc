namespace Telemetry.Contracts.Events;

/// <summary>What an event line reports: a change of an incident, or what alerting decided on it.</summary>
public enum EventKind
{
    Opened,
    Updated,
    Ticketed,
    Paged,

    /// <summary>Somebody was woken again: it became much worse after the page. Belongs to that page.</summary>
    Worsened,
    Resolved,
}

/// <summary>Names of <see cref="EventKind"/>.</summary>
public static class EventKindNames
{
    /// <summary>The kind as event lines spell it.</summary>
    public static string ToLowerName(this EventKind kind) => kind switch
    {
        EventKind.Opened => "opened",
        EventKind.Updated => "updated",
        EventKind.Ticketed => "ticketed",
        EventKind.Paged => "paged",
        EventKind.Worsened => "worsened",
        _ => "resolved",
    };
}
