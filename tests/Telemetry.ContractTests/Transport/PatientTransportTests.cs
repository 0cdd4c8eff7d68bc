using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport;

public sealed class PatientTransportTests
{
    private readonly ManualTime _time = new();
    private readonly FailingTransport _inner = new();
    private readonly PatientTransport _transport;

    public PatientTransportTests() => _transport = new(_inner, _time, NullLogger<PatientTransport>.Instance);

    [Fact]
    public async Task Writes_ThatFailInAWayThatMayPass_AreWrittenAgainInOrder()
    {
        _inner.Failures = 3;
        var writing = WriteAsync();
        while (!writing.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await writing;
        Assert.Equal(["publish", "commit"], _inner.Written);
        Assert.Equal(5, _inner.Attempts);
    }

    [Fact]
    public async Task Write_ThatIsRefusedForGood_IsToldAtOnce()
    {
        _inner.Failures = 1;
        _inner.IsTransient = false;
        await Assert.ThrowsAsync<TransportException>(WriteAsync);
        Assert.Equal(1, _inner.Attempts);
    }

    private async Task WriteAsync()
    {
        await _transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), "v"u8.ToArray(), CancellationToken.None);
        await _transport.State.CommitAsync("o", [new("k", null)], CancellationToken.None);
    }

    private sealed class FailingTransport : IStreamTransport, IStateStore
    {
        public int Failures { get; set; }

        public bool IsTransient { get; set; } = true;

        public int Attempts { get; private set; }

        public List<string> Written { get; } = [];

        public IStateStore State => this;

        public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => Write("publish");

        public ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken) => Write("commit");

        public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) => new([]);

        public Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private ValueTask Write(string what)
        {
            Attempts++;
            if (Failures-- > 0) throw new TransportException("The disk is full.", IsTransient);
            Written.Add(what);
            return ValueTask.CompletedTask;
        }
    }
}
