using System.Text.Json;
using Microsoft.Extensions.Logging;
using Telemetry.Credentials;
using Telemetry.Kubernetes.Client;

namespace Telemetry.Kubernetes.Watching;

/// <summary>
/// Keeps up with one query: lists, watches from the list's version, goes on where a watch ended, and lists again where the version is
/// gone. Never gives up: what fails is counted, logged once for each change of reason, and tried again after a jittered wait.
/// </summary>
internal sealed partial class Reflector(
    ResourceQuery query, KubernetesClient client, KubernetesMetrics metrics, TimeProvider time, Random random, ILogger logger)
{
    /// <summary>A watch lives this long, and up to twice as long by chance.</summary>
    private static readonly TimeSpan WatchLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A watch that outlives its time by this much is dead.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>A watch that ended sooner counts as a failure even where the server closed it: it would be asked for again and again.</summary>
    private static readonly TimeSpan ShortestGoodWatch = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(random);
    private readonly ResourceLister _lister = new(client, metrics, time);
    private string? _version;
    private RelistReason _relist = RelistReason.Start;
    private string? _trouble;

    /// <summary>Tells what happens until cancelled.</summary>
    /// <param name="emit">Takes each event; its waiting holds up the reading.</param>
    /// <param name="joined">A token that ends the watch under way because somebody needs the state from its beginning; asked for before each watch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<ResourceEvent, ValueTask> emit, Func<CancellationToken> joined, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await StepAsync(emit, joined, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Report(outcome);
            if (outcome.Wait is { } wait) await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<WatchOutcome> StepAsync(Func<ResourceEvent, ValueTask> emit, Func<CancellationToken> joined, CancellationToken cancellationToken)
    {
        try
        {
            // Taken before the list: who joins during it needs another one.
            var join = joined();
            if (_version is null) await ListAsync(emit, cancellationToken);
            var outcome = await WatchAsync(emit, join, cancellationToken);
            metrics.Restarted(outcome.End);
            return outcome;
        }
        catch (Exception failure) when (IsTrouble(failure) && !cancellationToken.IsCancellationRequested)
        {
            var outcome = Outcome(failure);
            metrics.Restarted(outcome.End);
            if (outcome.End == WatchEnd.Expired) ListAgain(RelistReason.Expired);
            return outcome;
        }
    }

    private async Task ListAsync(Func<ResourceEvent, ValueTask> emit, CancellationToken cancellationToken)
    {
        metrics.Relisted(_relist);
        _relist = RelistReason.BrokenOff;
        await emit(Event(ResourceChange.Replaced, default));
        var version = await _lister.ListAsync(query, document => emit(Event(ResourceChange.Added, document)), cancellationToken);
        await emit(Event(ResourceChange.Synced, default));
        _version = version;
        Recovered();
    }

    private async Task<WatchOutcome> WatchAsync(Func<ResourceEvent, ValueTask> emit, CancellationToken join, CancellationToken cancellationToken)
    {
        var lifetime = WatchLifetime + TimeSpan.FromSeconds(random.Next((int)WatchLifetime.TotalSeconds));
        var began = time.GetTimestamp();
        using var stalled = new CancellationTokenSource(lifetime + Grace, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, join, cancellationToken);
        try
        {
            using var response = await client.SendAsync(query.Watch(_version!, lifetime), either.Token);
            Recovered();
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var lines = new WatchLines(body, metrics);
            await foreach (var line in lines.ReadAsync(either.Token)) await TakeAsync(line, emit);
            if (!lines.EndedWhole) return new WatchOutcome(WatchEnd.Disconnected, _backoff.Next(), "the connection broke within an event.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (stalled.IsCancellationRequested) return new WatchOutcome(WatchEnd.Stalled, _backoff.Next(), "nothing came for longer than the watch was to live.");
            ListAgain(RelistReason.Joined);
            return new WatchOutcome(WatchEnd.Joined, Wait: null, "");
        }

        if (time.GetElapsedTime(began) < ShortestGoodWatch) return new WatchOutcome(WatchEnd.Closed, _backoff.Next(), "");
        _backoff.Reset();
        return new WatchOutcome(WatchEnd.Closed, Wait: null, "");
    }

    private async ValueTask TakeAsync(WatchLine line, Func<ResourceEvent, ValueTask> emit)
    {
        if (line.Type == "ERROR") throw new KubernetesApiException(ApiStatus.Of(line.Object));
        if (line.Change is not { } change)
        {
            metrics.Unreadable("unknown_type");
            return;
        }
        await emit(Event(change, line.Object));
        // Only what was handed on is behind us.
        _version = ObjectDocument.MetadataText(line.Object, "resourceVersion") ?? _version;
    }

    private void ListAgain(RelistReason reason) => (_version, _relist) = (null, reason);

    private ResourceEvent Event(ResourceChange change, JsonElement document) => new(query, change, document, time.GetUtcNow());

    private static bool IsTrouble(Exception failure) =>
        failure is HttpRequestException or IOException or InvalidDataException or JsonException or KubernetesApiException or CredentialsException or OperationCanceledException;

    private WatchOutcome Outcome(Exception failure) => failure switch
    {
        KubernetesApiException { IsExpired: true } expired => new(WatchEnd.Expired, _backoff.Next(expired.Status.RetryAfter), expired.Message),
        KubernetesApiException { Status: { Code: 429 } or { RetryAfter: not null } } throttled =>
            new(WatchEnd.Throttled, _backoff.Next(throttled.Status.RetryAfter), throttled.Message),
        KubernetesApiException refused => new(WatchEnd.Refused, _backoff.Next(), refused.Message),
        OperationCanceledException => new(WatchEnd.Stalled, _backoff.Next(), "a page of the list did not come."),
        CredentialsException unreadable => new(WatchEnd.Refused, _backoff.Next(), unreadable.Message),
        _ => new(WatchEnd.Disconnected, _backoff.Next(), (failure.InnerException ?? failure).Message),
    };

    private sealed record WatchOutcome(WatchEnd End, TimeSpan? Wait, string Detail);
}
