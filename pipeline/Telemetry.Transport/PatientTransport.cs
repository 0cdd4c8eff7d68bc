using Microsoft.Extensions.Logging;

namespace Telemetry.Transport;

/// <summary>
/// A transport for work that has nobody to answer to and must not be done twice: what fails to be written in a way that may pass (a full
/// disk) is written again until it stands, 1 to 15 s apart, and whoever waits for it waits. Reading is as it was.
/// </summary>
/// <remarks>
/// Only where no other process can take the work over meanwhile, as with the storage file of one process: elsewhere what is written late
/// would go over what a successor wrote.
/// </remarks>
public sealed partial class PatientTransport : IStreamTransport, IStateStore
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly IStreamTransport _inner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Writes through another transport, which stays its owner's to close.</summary>
    public PatientTransport(IStreamTransport inner, TimeProvider time, ILogger<PatientTransport> logger)
    {
        _inner = inner;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public IStateStore State => this;

    /// <inheritdoc/>
    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        KeepTryingAsync(() => _inner.PublishAsync(stream, key, value, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken) =>
        KeepTryingAsync(() => _inner.State.CommitAsync(owner, entries, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) => _inner.State.LoadAsync(owner, cancellationToken);

    /// <inheritdoc/>
    public Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
        _inner.ConsumeAsync(subscription, createProcessor, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask KeepTryingAsync(Func<ValueTask> write, CancellationToken cancellationToken)
    {
        for (var wait = First; ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                await write();
                return;
            }
            catch (TransportException failure) when (failure.IsTransient)
            {
                Log.Waiting(_logger, failure.Message, wait.TotalSeconds);
            }

            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(220, LogLevel.Error, "{Reason} It is tried again in {Seconds} s; what comes behind it waits")]
        public static partial void Waiting(ILogger logger, string reason, double seconds);
    }
}
