using Telemetry.Contracts.Feedback;

namespace Telemetry.Cli.Replaying;

/// <summary>What one replay is asked for.</summary>
internal sealed record ReplayOptions
{
    /// <summary>Folder of the recording.</summary>
    public required string Recording { get; init; }

    /// <summary>Event seconds per second; null for as fast as the pipeline goes.</summary>
    public double? Speed { get; init; }

    /// <summary>What people said of the incidents, each taken into account from its event time on.</summary>
    public IReadOnlyList<FeedbackRecord> Feedback { get; init; } = [];

    /// <summary>Folder in which state and results are kept between runs; null keeps nothing.</summary>
    public string? StateFolder { get; init; }
}
