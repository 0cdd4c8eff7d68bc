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

    /// <summary>Where that is: an address, or a path of ours; empty where it has none.</summary>
    public string RunbookAddress { get; init; } = "";

    /// <summary>Team that owns its rule; empty where nobody is named.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Who takes care of it, since when and with what note; empty where nobody said so.</summary>
    public string Acknowledged { get; init; } = "";

    /// <summary>Names of the alerts that hold some of its alerts back, by fingerprint, as far as they are known.</summary>
    public IReadOnlyDictionary<string, string> Inhibitors { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Silences that hold it back now, one line each.</summary>
    public IReadOnlyList<string> Silences { get; init; } = [];
}
