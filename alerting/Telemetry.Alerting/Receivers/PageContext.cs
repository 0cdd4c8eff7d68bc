namespace Telemetry.Alerting.Receivers;

/// <summary>What a page says beyond what stands in its incident's record.</summary>
internal sealed record PageContext
{
    /// <summary>Nothing.</summary>
    public static PageContext None { get; } = new();

    /// <summary>Why this receiver: the route and its receiver; empty where unknown.</summary>
    public string WhyYou { get; init; } = "";

    /// <summary>Similar incidents before, and how the last one ended; empty where unknown.</summary>
    public string History { get; init; } = "";
}
