namespace Telemetry.Kubernetes.Watching;

/// <summary>Why a list was fetched from its beginning.</summary>
internal enum RelistReason
{
    /// <summary>The first one.</summary>
    Start,

    /// <summary>The version that the watch would go on from is gone.</summary>
    Expired,

    /// <summary>The list before it broke off.</summary>
    BrokenOff,

    /// <summary>A further consumer needs the state.</summary>
    Joined,
}

internal static class RelistReasons
{
    private static readonly string[] Names = ["start", "expired", "broken_off", "joined"];

    /// <summary>The word of a metric.</summary>
    public static string Name(this RelistReason reason) => Names[(int)reason];
}
