using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Runbooks;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Xunit;

namespace Telemetry.Alerting.Tests.Rig;

/// <summary>Alerting on one partition, over state that outlives it: it can be killed between any two records and started again.</summary>
internal sealed class AlertingRig : IAsyncDisposable, IDecisionObserver
{
    private static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(30);

    private readonly EmbeddedTransport _transport;
    private readonly TimeProvider _time;
    private readonly ProtoWriter _writer = new();
    private readonly List<DecidedRecord> _decided = [];
    private ReceiverClient _client = null!;
    private SendChannels _channels = null!;
    private AlertingProcessor _processor = null!;
    private long _offset;

    private AlertingRig(EmbeddedTransport transport, TimeProvider time)
    {
        _transport = transport;
        _time = time;
    }

    /// <summary>Decisions in order, over all lives.</summary>
    public IReadOnlyList<DecidedRecord> Decided => _decided;

    /// <summary>What is to be sent in this life.</summary>
    public DeliveryLedger Ledger { get; private set; } = null!;

    /// <summary>What was counted in this life.</summary>
    public MeterReadings Readings { get; private set; } = null!;

    /// <summary>The inbox of this life.</summary>
    public IncidentInbox Inbox { get; private set; } = null!;

    /// <summary>What was said from outside, in this life.</summary>
    public AlertBoard Board { get; private set; } = null!;

    /// <summary>State behind it.</summary>
    public IStateStore State => _transport.State;

    /// <summary>Starts on empty state.</summary>
    public static async Task<AlertingRig> StartAsync(AlertingOptions options, TimeProvider? time = null)
    {
        var transport = await EmbeddedTransport.OpenInMemoryAsync(
            new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        var rig = new AlertingRig(transport, time ?? TimeProvider.System);
        await rig.OpenAsync(options);
        return rig;
    }

    /// <summary>Hands records to it, as the stream would.</summary>
    public async Task GiveAsync(params IncidentRecord[] records)
    {
        foreach (var record in records) await GiveAsync(IncidentCodec.Encode(_writer, record));
    }

    /// <summary>Hands bytes to it, as the stream would.</summary>
    public async Task GiveAsync(ReadOnlyMemory<byte> value) => await _processor.ProcessAsync(
        new StreamRecord(Streams.Incidents, 0, _offset++, "key"u8.ToArray(), value), CancellationToken.None);

    /// <summary>As the transport does now and then.</summary>
    public Task CheckpointAsync() => _processor.CheckpointAsync(CancellationToken.None).AsTask();

    /// <summary>Waits until nothing is left to send.</summary>
    public Task SentAsync() => Ledger.WaitUntilSentAsync(CancellationToken.None).WaitAsync(SendDeadline);

    /// <summary>Ends this life without a checkpoint and begins another on the same state, perhaps with other settings.</summary>
    public async Task<long?> KillAndStartAsync(AlertingOptions options)
    {
        await CloseAsync();
        return await OpenAsync(options);
    }

    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided) => _decided.Add(decided);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _transport.DisposeAsync();
        Assert.False(Ledger.Fault.IsFaulted, Ledger.Fault.Exception?.ToString());
        Assert.Equal(0, Ledger.Pending);
    }

    private async Task<long?> OpenAsync(AlertingOptions options)
    {
        _client = new ReceiverClient(new EgressGuard(new EgressAllowList([])), _time);
        var plan = new CurrentPlan(AlertingPlan.From(options));
        Board = new AlertBoard(plan, _time);
        var receivers = ReceiverSet.From(plan.Plan, _client, _time);
        _channels = new SendChannels(receivers, _time);
        Inbox = new IncidentInbox();
        var meters = Meters.Create();
        Readings = new MeterReadings(meters);
        var metrics = new AlertingMetrics(meters, plan, Inbox);
        Ledger = new DeliveryLedger(metrics);
        var services = new DeliveryServices(
            _channels, Ledger, new RetryDelays(new Random(1)), new IncidentLinks(new Uri("https://telemetry.example.com")),
            new PageContexts(Inbox, RuleGuides.None), new StorageGuard(_time, metrics, NullLoggerFactory.Instance), new EscalationChain(options.Escalation, Board),
            new IncidentGates(options.Budget, Board, Inbox, plan, _time), metrics, _time, NullLoggerFactory.Instance);
        _processor = new AlertingProcessor(0, _transport, services, Inbox, [this]);
        return await _processor.OpenAsync(CancellationToken.None);
    }

    private async Task CloseAsync()
    {
        await _processor.DisposeAsync();
        _channels.Dispose();
        _client.Dispose();
        Readings.Dispose();
    }
}
