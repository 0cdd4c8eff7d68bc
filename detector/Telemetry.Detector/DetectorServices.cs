using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Forecasting;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Notices;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Pulse;
using Telemetry.Transport;

namespace Telemetry.Detector;

/// <summary>Registers the detector role.</summary>
public static class DetectorServices
{
    // References are learned over hours; what a crash repeats is at most this much.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(15);

    /// <summary>How the first stage reads the metrics.</summary>
    public static StreamSubscription Observing { get; } = new(Streams.Metrics, "telemetry.detector.observe", CheckpointInterval);

    /// <summary>How the second stage reads the signals.</summary>
    public static StreamSubscription Correlating { get; } = new(Streams.Signals, "telemetry.detector.correlate", CheckpointInterval);

    /// <summary>How the changes of the clusters are read.</summary>
    public static StreamSubscription HearingChanges { get; } = new(Streams.Changes, "telemetry.detector.changes", CheckpointInterval);

    /// <summary>How feedback is read.</summary>
    public static StreamSubscription HearingFeedback { get; } = new(Streams.Feedback, "telemetry.detector.feedback", CheckpointInterval);

    /// <summary>Every reading of the role.</summary>
    public static IReadOnlyList<StreamSubscription> Subscriptions { get; } = [Observing, HearingChanges, HearingFeedback, Correlating];

    /// <summary>
    /// Adds all stages. Needs an <see cref="IStreamTransport"/>, meters and logging in the container; a <see cref="SignalCatalog"/> and
    /// <see cref="DetectorStreams"/> that are registered take the place of the built-in ones.
    /// </summary>
    public static IServiceCollection AddDetector(this IServiceCollection services, DetectorOptions options)
    {
        services.AddSingleton(new CorrelatorSettings(
            new EvidenceBudget(options.PagesPerMonth, options.TicketsPerDay, options.ClusterTicketsPerDay), (long)options.Lateness.TotalMilliseconds));
        services.TryAddSingleton(SignalCatalog.BuiltIn);
        services.TryAddSingleton(provider => new DetectorStreams(provider.GetRequiredService<IStreamTransport>()));
        services.AddSingleton(provider => ChoicesOf(options, provider));
        services.AddSingleton<DetectorMetrics>();
        services.AddSingleton<DetectorPulse>();
        services.AddHostedService<ObserveWorker>();
        services.AddHostedService<ChangeWorker>();
        services.AddHostedService<FeedbackWorker>();
        services.AddHostedService<CorrelateWorker>();
        return services;
    }

    /// <summary>Adds the heartbeat of a detector that watches live clusters; a replay has none.</summary>
    public static IServiceCollection AddDetectorPulse(this IServiceCollection services) => services.AddHostedService<PulseWorker>();

    private static DetectorChoices ChoicesOf(DetectorOptions options, IServiceProvider provider)
    {
        var catalog = provider.GetRequiredService<SignalCatalog>();
        return new DetectorChoices(
            LevelDetectors.Of(options.Detectors, provider.GetServices<ILevelDetectorSource>(), catalog),
            SignalForecasters.Of(options.Forecasters, provider.GetServices<ISeriesForecasterSource>(), catalog));
    }
}
