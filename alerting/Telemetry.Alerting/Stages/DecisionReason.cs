namespace Telemetry.Alerting.Stages;

/// <summary>Why a decision fell as it did. Used as it stands by the log, the metric and the tests.</summary>
public enum DecisionReason
{
    /// <summary>First record of the incident at <c>Critical</c>.</summary>
    ReachedCritical = 1,

    /// <summary>First record of the incident at <c>Warning</c>.</summary>
    ReachedWarning = 2,

    /// <summary>The incident was announced before, at this level or a higher one.</summary>
    AlreadyAnnounced = 3,

    /// <summary>The incident is <c>Info</c>: shown, never sent.</summary>
    BelowTicket = 4,

    /// <summary>An announced incident ended.</summary>
    Ended = 5,

    /// <summary>An incident ended of which nobody had been told.</summary>
    NeverAnnounced = 6,

    /// <summary>The incident had ended before; nothing may follow its end.</summary>
    AfterEnd = 7,

    /// <summary>This sequence number of the incident was decided before.</summary>
    Double = 8,

    /// <summary>Its record says that it became much worse after the page.</summary>
    GotWorse = 9,

    /// <summary>A silence holds it back; it is told when the silence ends, if it still holds then.</summary>
    Silenced = 10,

    /// <summary>Somebody said that it is over.</summary>
    EndedByHand = 11,

    /// <summary>The like of it came and went again and again; one note stands for all of it.</summary>
    Flapping = 12,

    /// <summary>The team's tickets of the day are used up; it goes into the digest.</summary>
    OverBudget = 13,

    /// <summary>Another alert that fires holds it back, by a rule of inhibition; it is told when that is over, if it still holds then.</summary>
    Inhibited = 14,

    /// <summary>Every route that it takes is in a mute time interval; it is told when one of them ends, if it still holds then.</summary>
    Muted = 15,

    /// <summary>Every route that it takes is silent now, at least one because its active time intervals are over; it is told when one begins, if it still holds then.</summary>
    Inactive = 16,

    /// <summary>A route that was silent when the others were told may speak now.</summary>
    RouteMaySpeak = 17,

    /// <summary>Very many began at once; one page stands for it and lists it.</summary>
    InStorm = 18,
}
