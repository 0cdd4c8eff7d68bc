using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Runbooks;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Xunit;

namespace Telemetry.Alerting.Tests.Rig;

/// <summary>Alerts of others on their stream, read by alerting, over storage that outlives it: it can be killed at any moment and started again.</summary>
internal sealed class AlertsRig : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FaultyTransport _transport;
    private readonly ManualTime _time;
    private readonly SwitchableClock _wall;
    private readonly ProtoWriter _writer = new();
    private CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;
    private Life _life = null!;

    private AlertsRig(FaultyTransport transport, ManualTime time)
    {
        _transport = transport;
        _time = time;
        _wall = new SwitchableClock(time);
    }

    /// <summary>The clock on the wall, which can be set wrong; timers go by the other.</summary>
    public SwitchableClock Wall => _wall;

    /// <summary>Time by which alerts are dated and groups decided in this life.</summary>
    public TimeProvider Clock => _life.Clock;

    /// <summary>What is to be sent in this life.</summary>
    public DeliveryLedger Ledger => _life.Ledger;

    /// <summary>What was counted in this life.</summary>
    public MeterReadings Readings => _life.Readings;

    /// <summary>The inbox of this life.</summary>
    public IncidentInbox Inbox => _life.Inbox;

    /// <summary>The transport behind it.</summary>
    public FaultyTransport Transport => _transport;

    /// <summary>What looks after that transport in this life.</summary>
    public StorageAlarm Alarm => _life.AlarmOf(_transport);

    /// <summary>State behind it.</summary>
    public IStateStore State => _transport.State;

    /// <summary>Starts on empty storage.</summary>
    public static async Task<AlertsRig> StartAsync(AlertingOptions options, ManualTime time)
    {
        var transport = await EmbeddedTransport.OpenInMemoryAsync(
            new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        var rig = new AlertsRig(new FaultyTransport(transport), time);
        rig.Begin(options);
        return rig;
    }

    /// <summary>Posts an alert, as API v2 would: it is on the stream when this returns.</summary>
    public Task PostAsync(string name, bool isOver = false, TimeSpan? endsIn = null)
    {
        var now = Clock.GetUtcNow();
        return PublishAsync(new PostedAlerts([new PostedAlert
        {
            Labels = LabelSet.Of([new("alertname", name)]),
            StartsAt = isOver ? now.AddSeconds(-1) : now,
            EndsAt = isOver ? now : now + (endsIn ?? TimeSpan.FromMinutes(5)),
            IsTimeout = !isOver,
            UpdatedAt = now,
        }]));
    }

    /// <summary>Says something else.</summary>
    public async Task PublishAsync(AlertCommandBody body) => await _transport.PublishAsync(
        Streams.Alerts, AlertCommand.Key, AlertCommandCodec.Encode(_writer, new AlertCommand(Clock.GetUtcNow(), "test", body)).ToArray(), CancellationToken.None);

    /// <summary>Ends this life without a last checkpoint and begins another on the same storage.</summary>
    public async Task KillAndStartAsync(AlertingOptions options)
    {
        await KillAsync();
        Begin(options);
    }

    /// <summary>Ends this life.</summary>
    public async Task KillAsync()
    {
        _life.IsKilled = true;
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _life.Dispose();
    }

    /// <summary>Begins a life.</summary>
    public void Begin(AlertingOptions options)
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _life = new Life(options, _time, _wall);
        _reading = Task.Run(() => _transport.ConsumeAsync(
            new StreamSubscription(Streams.Alerts, "alerts", TimeSpan.FromDays(1)), partition => _life.Open(partition, _transport), _stop.Token));
    }

    /// <summary>Id of the only message that there is.</summary>
    public async Task<string> OnlyRowAsync()
    {
        var entries = await State.LoadAsync(AlertState.OwnerOfAlerts(0), CancellationToken.None);
        return Assert.Single(entries, entry => entry.Key.StartsWith(AlertState.Rows, StringComparison.Ordinal)).Key[AlertState.Rows.Length..];
    }

    /// <summary>Lets time pass in small steps until something is so.</summary>
    public Task UntilAsync(Func<bool> condition, TimeSpan atMost)
    {
        var end = _time.GetUtcNow() + atMost;
        return Eventually.TrueAsync(
            () =>
            {
                if (condition()) return true;
                if (_time.GetUtcNow() < end) _time.Advance(TimeSpan.FromMilliseconds(250));
                return condition();
            },
            Deadline,
            () => $"not so by {_time.GetUtcNow():O}; {Ledger.Pending} pending; {_reading.Exception}");
    }

    /// <summary>Lets time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = _time.GetUtcNow() + time;
        await UntilAsync(() => _time.GetUtcNow() >= end, time + TimeSpan.FromSeconds(1));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _stop.Dispose();
        await _transport.DisposeAsync();
        Assert.False(Ledger.Fault.IsFaulted, Ledger.Fault.Exception?.ToString());
    }

    private sealed class Life : IDisposable
    {
        private readonly ReceiverClient _client;
        private readonly SendChannels _channels;
        private readonly DeliveryServices _services;
        private readonly CurrentPlan _plans;
        private readonly SteadyTime _clock;

        public Life(AlertingOptions options, TimeProvider time, SwitchableClock wall)
        {
            _plans = new CurrentPlan(AlertingPlan.From(options));
            _client = new ReceiverClient(new EgressGuard(new EgressAllowList([])), time);
            _channels = new SendChannels(ReceiverSet.From(_plans.Plan, _client, time), time);
            var meters = Meters.Create();
            Readings = new MeterReadings(meters);
            var metrics = new AlertingMetrics(meters, _plans, Inbox);
            Ledger = new DeliveryLedger(metrics);
            _clock = new SteadyTime(wall, metrics);
            var board = new AlertBoard(_plans, time);
            _services = new DeliveryServices(
                _channels, Ledger, new RetryDelays(new Random(1)), new IncidentLinks(new Uri("https://telemetry.example.com")),
                new PageContexts(Inbox, RuleGuides.None), new StorageGuard(time, metrics, NullLoggerFactory.Instance), new EscalationChain(options.Escalation, board),
                new IncidentGates(options.Budget, board, Inbox, _plans, time), metrics, time, NullLoggerFactory.Instance);
        }

        public DeliveryLedger Ledger { get; }

        public MeterReadings Readings { get; }

        public IncidentInbox Inbox { get; } = new();

        public TimeProvider Clock => _clock;

        public bool IsKilled { get; set; }

        public StorageAlarm AlarmOf(IStreamTransport transport) => new(transport, _services, _plans);

        public IPartitionProcessor Open(int partition, IStreamTransport transport) =>
            new Killable(new AlertsProcessor(partition, transport, _services, _plans, _clock, new BoardKeeper(isAlone: true), Inbox), this);

        public void Dispose()
        {
            _channels.Dispose();
            _client.Dispose();
            Readings.Dispose();
        }
    }

    // Killed processes take no last checkpoint.
    private sealed class Killable(AlertsProcessor processor, Life life) : IPartitionProcessor, IPartitionOwner
    {
        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => processor.OpenAsync(cancellationToken);

        public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken) => processor.ProcessAsync(record, cancellationToken);

        public ValueTask CheckpointAsync(CancellationToken cancellationToken) =>
            life.IsKilled ? throw new InvalidOperationException("killed") : processor.CheckpointAsync(cancellationToken);

        public void OnCaughtUp() => processor.OnCaughtUp();

        public void OnHeldFor(TimeSpan time) => processor.OnHeldFor(time);

        public ValueTask DisposeAsync() => processor.DisposeAsync();
    }
}
