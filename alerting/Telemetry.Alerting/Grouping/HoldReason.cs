namespace Telemetry.Alerting.Grouping;

/// <summary>What keeps an alert out of a message.</summary>
internal enum HoldReason
{
    /// <summary>A silence; by its id.</summary>
    Silenced = 1,

    /// <summary>Another alert that fires; by its fingerprint.</summary>
    Inhibited = 2,

    /// <summary>A mute time interval of the route; by its name.</summary>
    Muted = 3,

    /// <summary>No active time interval of the route holds; by their names.</summary>
    Inactive = 4,

    /// <summary>Somebody said that it is over, and it has not ended since.</summary>
    ResolvedByHand = 5,

    /// <summary>A changed plan leads it to other receivers; this one is only told of its end.</summary>
    RoutedElsewhere = 6,
}
