using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Contracts.Changes;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Collector.Tests.Changes;

public sealed class ChangeQueueTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TestMeters _meters = new();
    private readonly Broker _broker = new();
    private readonly ChangeQueue _queue;

    public ChangeQueueTests() =>
        _queue = new ChangeQueue(_broker, new CollectorMetrics(_meters), new ScaledTime(100), NullLogger<ChangeQueue>.Instance);

    [Fact]
    public async Task Changes_WhileTheBrokerIsAway_WaitAndComeInTheirOrder()
    {
        _broker.IsAway = true;
        await _queue.StartAsync(CancellationToken.None);
        await TellAsync("c-1", "c-2");
        await Eventually.TrueAsync(() => _broker.Attempts >= 2, Deadline, () => $"{_broker.Attempts} attempts");
        Assert.False(_queue.IsSettled);

        _broker.IsAway = false;
        await Eventually.TrueAsync(() => _queue.IsSettled, Deadline, () => "not settled");
        await _queue.StopAsync(CancellationToken.None);

        Assert.Equal(["c-1", "c-2"], _broker.Taken);
        Assert.Equal(2, _meters.Total("telemetry.collector.changes"));
        Assert.Equal(2, _meters["telemetry.collector.changes.sent"]);
    }

    [Fact]
    public async Task Change_ThatWasTold_IsNotToldAgain()
    {
        await _queue.StartAsync(CancellationToken.None);
        await TellAsync("c-1", "c-1");
        await TellAsync("c-1", "c-2");
        await Eventually.TrueAsync(() => _broker.Taken.Count == 2, Deadline, () => string.Join(' ', _broker.Taken));
        await _queue.StopAsync(CancellationToken.None);

        Assert.Equal(["c-1", "c-2"], _broker.Taken);
    }

    [Fact]
    public async Task Change_ThatIsRefused_CostsItselfAndIsCounted()
    {
        _broker.Refused = "c-1";
        await _queue.StartAsync(CancellationToken.None);
        await TellAsync("c-1", "c-2");
        await Eventually.TrueAsync(() => _queue.IsSettled, Deadline, () => "not settled");
        await _queue.StopAsync(CancellationToken.None);

        Assert.Equal(["c-2"], _broker.Taken);
        Assert.Equal(1, _meters["telemetry.collector.changes.dropped{refused}"]);
    }

    [Fact]
    public async Task Queue_ThatIsFull_GivesUpTheOldestAndTheAccountsAddUp()
    {
        const int Told = ChangeQueue.MaxWaiting + 50;
        await TellAsync([.. Enumerable.Range(0, Told).Select(number => $"c-{number}")]);
        await _queue.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _queue.IsSettled, Deadline, () => "not settled");
        await _queue.StopAsync(CancellationToken.None);

        Assert.Equal("c-50", _broker.Taken[0]);
        Assert.Equal(50, _meters["telemetry.collector.changes.dropped{queue_full}"]);
        Assert.Equal(Told, _meters["telemetry.collector.changes.sent"] + 50);
    }

    public void Dispose()
    {
        _queue.Dispose();
        _meters.Dispose();
    }

    private ValueTask TellAsync(params string[] ids) => _queue.TellAsync(
        [.. ids.Select(id => new ChangeRecord { ChangeId = id, Cluster = "c", At = DateTimeOffset.UnixEpoch, Kind = "Node", What = ChangeSubjects.Added })], CancellationToken.None);

    private sealed class Broker : IStreamPublisher
    {
        private readonly List<string> _taken = [];
        private volatile bool _isAway;
        private int _attempts;

        public bool IsAway { get => _isAway; set => _isAway = value; }

        public string Refused { get; set; } = "";

        public int Attempts => Volatile.Read(ref _attempts);

        public IReadOnlyList<string> Taken
        {
            get
            {
                lock (_taken) return [.. _taken];
            }
        }

        public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            if (_isAway) throw new TransportException("away", isTransient: true);
            var id = ChangeCodec.Decode(value.Span, out _)!.ChangeId;
            if (id == Refused) throw new TransportException("refused", isTransient: false);
            lock (_taken) _taken.Add(id);
            return ValueTask.CompletedTask;
        }
    }
}
