using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts.Feedback;

namespace Telemetry.Alerting.Inbox;

/// <summary>What is known around an episode: what people said and did, what was before, where to read on.</summary>
internal sealed record EpisodeSurroundings
{
    /// <summary>Nothing.</summary>
    public static EpisodeSurroundings None { get; } = new();

    /// <summary>What was said last of it; null where nothing was.</summary>
    public FeedbackRecord? Feedback { get; init; }

    /// <summary>What was before; empty where unknown.</summary>
    public string History { get; init; } = "";

    /// <summary>Its runbook; null where it has none.</summary>
    public RunbookLink? Runbook { get; init; }

    /// <summary>Team that owns its rule; empty where nobody is named.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Who takes care of it, since when and with what note; empty where nobody said so.</summary>
    public string Acknowledged { get; init; } = "";

    /// <summary>Silences that hold it back now, one line each.</summary>
    public IReadOnlyList<string> Silences { get; init; } = [];
}
