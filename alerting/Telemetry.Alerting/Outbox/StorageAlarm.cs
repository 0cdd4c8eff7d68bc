using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Receivers;
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

    // What was not taken is tried again as the same message.
    private AlarmMessage? _failure;
    private AlarmMessage? _recovery;
    private AlarmMessage? _salvage;

    /// <summary>Tries once, and tells what there is to tell.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await FailureAsync(cancellationToken) is { } failure) await TellOfFailureAsync(failure, cancellationToken);
        else if (_isToldOfFailure) await TellOfRecoveryAsync(cancellationToken);
        else await TellOfSalvageAsync(cancellationToken);
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

    private async Task TellOfFailureAsync(string reason, CancellationToken cancellationToken)
    {
        if (_isToldOfFailure) return;
        _failure ??= AlarmMessage.OfFailure(reason, services.Time.GetUtcNow());
        _isToldOfFailure = await TellAsync(_failure, cancellationToken);
    }

    private async Task TellOfRecoveryAsync(CancellationToken cancellationToken)
    {
        _recovery ??= AlarmMessage.OfRecovery(services.Time.GetUtcNow());
        if (!await TellAsync(_recovery, cancellationToken)) return;
        _isToldOfFailure = false;
        _failure = _recovery = null;
    }

    private async Task TellOfSalvageAsync(CancellationToken cancellationToken)
    {
        _failure = null;
        try
        {
            foreach (var note in await transport.State.LoadAsync(SalvageOwner, cancellationToken))
            {
                _salvage ??= AlarmMessage.OfSalvage(Encoding.UTF8.GetString(note.Value!.Value.Span), services.Time.GetUtcNow());
                if (await TellAsync(_salvage, cancellationToken))
                    await transport.State.CommitAsync(SalvageOwner, [new StateEntry(note.Key, null)], cancellationToken);
            }
        }
        catch (TransportException)
        {
            // It fails since a moment ago: the next try says so, and one behind it tells this.
        }
    }

    // Where nobody can be told, the log has said it.
    private async Task<bool> TellAsync(AlarmMessage message, CancellationToken cancellationToken)
    {
        var receivers = services.Receivers.Named(plans.Plan.Root.Receiver).ToArray();
        var isTold = receivers.Length == 0;
        foreach (var receiver in receivers) isTold |= await TellAsync(receiver, message, cancellationToken);
        return isTold;
    }

    private async Task<bool> TellAsync(IReceiver receiver, AlarmMessage message, CancellationToken cancellationToken)
    {
        var gate = services.Channels.Of(receiver.Id).Gate;
        await gate.EnterAsync(SendPriority.Page, cancellationToken);
        DeliveryResult? result = null;
        try
        {
            result = await receiver.SendAsync(message.For(plans.Plan.Root.Receiver), default, cancellationToken);
        }
        finally
        {
            gate.Leave(result);
        }

        Log.Told(_logger, receiver.Id, message.Summary, result.Value.Outcome);
        return result.Value.Outcome == DeliveryOutcome.Accepted;
    }

    private static partial class Log
    {
        [LoggerMessage(535, LogLevel.Warning, "{Receiver} was told past the outbox: {Summary} ({Outcome})")]
        public static partial void Told(ILogger logger, string receiver, string summary, DeliveryOutcome outcome);
    }
}
