using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting;
using Telemetry.Catalog;
using Telemetry.Cli.Events;
using Telemetry.Collector.Recordings;
using Telemetry.Contracts;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Wire;
using Telemetry.Detector;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Replaying;

/// <summary>
/// One replay: a recording through the real roles over an embedded transport, in event time. The host has the detector and alerting
/// as workers; the session feeds them, lets them finish, and takes checkpoints (ADR 3).
/// </summary>
internal sealed class ReplaySession(IHost host, EmbeddedTransport transport, RecordingReader reader, ReplayOptions options, string cluster, EventOrder? events)
{
    /// <summary>Event time between two checkpoints.</summary>
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromMinutes(2);

    /// <summary>How others beside the roles read.</summary>
    public IReadOnlyList<StreamSubscription> Listeners { get; init; } = [];

    private readonly Snapshot? _snapshot = options.StateFolder is { } folder ? new Snapshot(folder) : null;
    private long _lastCheckpointMs;

    /// <summary>Runs to the end of the recording.</summary>
    /// <param name="fed">Told after every page.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or a role died.</exception>
    public async Task RunAsync(Action<ReplayProgress> fed, CancellationToken cancellationToken)
    {
        // Whatever is published before a role reads is kept for it, and no drain ends before it has joined.
        foreach (var reading in (StreamSubscription[])[.. DetectorServices.Subscriptions, AlertingServices.Subscription, AlertingServices.FeedbackSubscription, .. Listeners])
            transport.DeclareGroup(reading.Stream, reading.Group);
        await host.StartAsync(cancellationToken);
        var dying = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, dying);
        var position = await ReplayPosition.LoadAsync(transport.State, stop.Token);
        var from = _lastCheckpointMs = position.FedMs;
        events?.Resume(DateTimeOffset.FromUnixTimeMilliseconds(position.PrintedMs));

        // It carries the time from which on it counts, so it may come before all scrapes.
        if (from == 0) await PublishFeedbackAsync(stop.Token);
        await CreateFeed().RunAsync(options.Speed, from, (progress, token) => OnFedAsync(progress, from, fed, token), stop.Token);
        await transport.DrainAsync(stop.Token);
        events?.Finish();
        await CheckpointAsync(long.MaxValue, stop.Token);
    }

    private async ValueTask PublishFeedbackAsync(CancellationToken cancellationToken)
    {
        var writer = new ProtoWriter();
        var publisher = new NoticesFirst(transport);
        foreach (var feedback in options.Feedback)
        {
            var value = FeedbackCodec.Encode(writer, feedback with { Cluster = cluster });
            await publisher.PublishAsync(Streams.Feedback, Encoding.UTF8.GetBytes(cluster), value, cancellationToken);
        }
    }

    private RecordingFeed CreateFeed()
    {
        var services = host.Services;
        return new RecordingFeed(
            reader, cluster, services.GetRequiredService<SignalCatalog>(), new NoticesFirst(transport), services.GetRequiredService<IMeterFactory>(),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>(),
            events is null ? null : events.OnChanged);
    }

    private async ValueTask OnFedAsync(ReplayProgress progress, long from, Action<ReplayProgress> fed, CancellationToken cancellationToken)
    {
        fed(progress);
        if (progress.EventTimeMs < from) return;
        if (_lastCheckpointMs == 0) _lastCheckpointMs = progress.EventTimeMs;
        if (progress.EventTimeMs - _lastCheckpointMs < CheckpointEvery.TotalMilliseconds) return;
        _lastCheckpointMs = progress.EventTimeMs;
        await CheckpointAsync(progress.EventTimeMs, cancellationToken);
    }

    private async ValueTask CheckpointAsync(long positionMs, CancellationToken cancellationToken)
    {
        if (_snapshot is null) return;
        await transport.DrainAsync(cancellationToken);
        await new ReplayPosition(positionMs, (events?.PrintedTo ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds()).SaveAsync(transport.State, cancellationToken);
        await _snapshot.SaveAsync(transport, cancellationToken);
    }
}
