namespace Telemetry.Kubernetes.Watching;

/// <summary>Why a watch ended.</summary>
internal enum WatchEnd
{
    /// <summary>The API server closed it, as it does when the time that we gave it is over.</summary>
    Closed,

    /// <summary>The version to go on from is gone (410), told as a status or inside the stream.</summary>
    Expired,

    /// <summary>The connection broke.</summary>
    Disconnected,

    /// <summary>The API server asks to come later (429, or Retry-After).</summary>
    Throttled,

    /// <summary>The API server refuses: not known, not allowed, not there, or in trouble.</summary>
    Refused,

    /// <summary>Nothing came for longer than the watch was to live.</summary>
    Stalled,

    /// <summary>A further consumer needs the state from its beginning.</summary>
    Joined,
}

internal static class WatchEnds
{
    private static readonly string[] Names = ["closed", "expired", "disconnected", "throttled", "refused", "stalled", "joined"];

    /// <summary>The word of a metric.</summary>
    public static string Name(this WatchEnd end) => Names[(int)end];
}
