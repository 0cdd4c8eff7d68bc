using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Configuration;
using Telemetry.Transport;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// Tries now and then whether anything can be written down, and tells the receivers of the root route past the outbox when it cannot, and
/// when storage was lost: nothing that is written down could say so.
/// </summary>
internal sealed partial class StorageAlarm(IStreamTransport transport, DeliveryServices services, CurrentPlan plans) : BackgroundService
{
    /// <summary>Time between two tries.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private const string Owner = "telemetry.alerting.alarm";
    private const string SalvageOwner = "storage.salvage";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ILogger _logger = services.Loggers.CreateLogger<StorageAlarm>();
    private bool _isToldOfFailure;

    /// <summary>Tries once, and tells what there is to tell.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await FailureAsync(cancellationToken) is { } failure)
        {
            if (!_isToldOfFailure) _isToldOfFailure = await TellAsync(AlarmMessage.OfFailure(failure), cancellationToken);
            return;
        }

        if (_isToldOfFailure) _isToldOfFailure = !await TellAsync(AlarmMessage.OfRecovery(), cancellationToken);
        await TellOfSalvageAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await RunOnceAsync(stoppingToken);
            await Task.Delay(Interval, services.Time, stoppingToken);
        }
    }

    private async Task<string?> FailureAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var now = BitConverter.GetBytes(services.Time.GetUtcNow().ToUnixTimeMilliseconds());
            await transport.State.CommitAsync(Owner, [new StateEntry("probe", now)], either.Token);
            return null;
        }
        catch (TransportException failure)
        {
            return failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds} s";
        }
    }

    private async Task TellOfSalvageAsync(CancellationToken cancellationToken)
    {
        foreach (var note in await transport.State.LoadAsync(SalvageOwner, cancellationToken))
        {
            if (!await TellAsync(AlarmMessage.OfSalvage(Encoding.UTF8.GetString(note.Value!.Value.Span)), cancellationToken)) continue;
            await transport.State.CommitAsync(SalvageOwner, [new StateEntry(note.Key, null)], cancellationToken);
        }
    }

    // Where nobody can be told, the log has said it.
    private async Task<bool> TellAsync(AlarmMessage message, CancellationToken cancellationToken)
    {
        var receivers = services.Receivers.Named(plans.Plan.Root.Receiver).ToArray();
        var isTold = receivers.Length == 0;
        foreach (var receiver in receivers)
        {
            var channel = services.Channels.Of(receiver.Id);
            await channel.Gate.EnterAsync(SendPriority.Page, cancellationToken);
            var result = await channel.Receiver.SendAsync(message.For(plans.Plan.Root.Receiver, services.Time.GetUtcNow()), default, cancellationToken);
            channel.Gate.Leave(result);
            isTold |= result.Outcome == Receivers.DeliveryOutcome.Accepted;
            Log.Told(_logger, receiver.Id, message.Summary, result.Outcome);
        }

        return isTold;
    }

    private static partial class Log
    {
        [LoggerMessage(535, LogLevel.Warning, "{Receiver} was told past the outbox: {Summary} ({Outcome})")]
        public static partial void Told(ILogger logger, string receiver, string summary, Receivers.DeliveryOutcome outcome);
    }
}
