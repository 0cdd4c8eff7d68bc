using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Heartbeats;

/// <summary>
/// Pings the outside dead-man's switch for as long as alerting works: a heartbeat of its own was accepted by the stream and read back
/// from it. Whatever breaks on the way, the switch is no longer held down and pages by itself.
/// </summary>
internal sealed partial class OutsidePing(
    HeartbeatOptions options, BoardReading reading, CommandPublisher publisher, ReadThrough through, HttpClient http, TimeProvider time, ILogger<OutsidePing> logger)
    : BackgroundService
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly string _source = $"{Heartbeat.AlertingPrefix}{reading.Subscription.Group}";
    private DateTimeOffset? _said;

    /// <summary>Pings if the heartbeat before came back, and sends the next; whether it pinged.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var cameBack = _said is { } said && through.At >= said;
        _said = time.GetUtcNow();
        await publisher.PublishAsync("telemetry", new Heartbeat(_source, _said.Value), cancellationToken);
        return cameBack && await PingAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.UrlFile is null) return;
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (TransportException refused)
            {
                Log.NotSaid(logger, refused.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> PingAsync(CancellationToken cancellationToken)
    {
        // Read each time: the address is a secret that may be changed.
        if (!SecretFile.TryRead(options.UrlFile!, out var url, out var error) || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            Log.NotPinged(logger, error ?? "the file holds no URL");
            return false;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(RequestTimeout);
            using var answer = await http.GetAsync(address, patience.Token);
            if (!answer.IsSuccessStatusCode) Log.NotPinged(logger, $"HTTP {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.NotPinged(logger, failure is HttpRequestException { HttpRequestError: var kind } ? kind.ToString() : "no answer in time");
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(562, LogLevel.Warning, "The outside switch was not pinged: {Reason}")]
        public static partial void NotPinged(ILogger logger, string reason);

        [LoggerMessage(563, LogLevel.Error, "The heartbeat of alerting was not accepted, so the outside switch is not pinged: {Reason}")]
        public static partial void NotSaid(ILogger logger, string reason);
    }
}
