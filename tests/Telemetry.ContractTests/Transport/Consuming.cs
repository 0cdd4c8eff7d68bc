using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport;

/// <summary>A consumer that a test started; ends with its test.</summary>
public sealed class Consuming : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private Consuming(IStreamTransport transport, StreamSubscription subscription, Func<int, IPartitionProcessor> create) =>
        Task = System.Threading.Tasks.Task.Run(() => transport.ConsumeAsync(subscription, create, _stop.Token));

    /// <summary>The consumer's whole life.</summary>
    public Task Task { get; }

    public static Consuming Start(IStreamTransport transport, StreamSubscription subscription, Func<int, IPartitionProcessor> create) =>
        new(transport, subscription, create);

    /// <summary>Cancels, and waits for the last checkpoint.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }
}
