namespace Telemetry.Alerting.Inbox;

/// <summary>Which episodes are asked for.</summary>
internal enum InboxState
{
    /// <summary>Those that somebody was told of and that are not over.</summary>
    Open = 1,

    /// <summary>Those that somebody was told of and that are over.</summary>
    Past = 2,

    /// <summary>Those that nobody was told of.</summary>
    Untold = 3,

    /// <summary>Those with a message that was given up.</summary>
    Dead = 4,

    /// <summary>All.</summary>
    All = 5,

    /// <summary>Those that somebody was told of.</summary>
    Told = 6,
}
