using Microsoft.Extensions.Logging;
using Telemetry.Transport;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// Carries work through storage that fails and may recover (a full disk, a broker that is away): tries again until it stands, and says
/// that it fails. Safe for concurrent use.
/// </summary>
internal sealed partial class StorageGuard(TimeProvider time, AlertingMetrics metrics, ILoggerFactory loggers)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = loggers.CreateLogger<StorageGuard>();
    private string? _failure;

    /// <summary>Why the newest attempt failed; null while storage works.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Does the work, again and again while it fails in a way that may pass.</summary>
    public async Task<T> KeepTryingAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        for (var wait = First; ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                var done = await work(cancellationToken);
                Recovered();
                return done;
            }
            catch (TransportException failure) when (failure.IsTransient)
            {
                Failed(failure);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <inheritdoc cref="KeepTryingAsync{T}"/>
    public async Task KeepTryingAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken) => await KeepTryingAsync(
        async token =>
        {
            await work(token);
            return true;
        },
        cancellationToken);

    private void Failed(TransportException failure)
    {
        metrics.StorageFailed();
        if (Interlocked.Exchange(ref _failure, failure.Message) is null) Log.Failing(_logger, failure.Message);
    }

    private void Recovered()
    {
        if (Interlocked.Exchange(ref _failure, null) is not null) Log.Recovered(_logger);
    }

    private static partial class Log
    {
        [LoggerMessage(530, LogLevel.Error, "Alerting cannot write down what it does: {Reason} It tries on; nothing is accepted meanwhile")]
        public static partial void Failing(ILogger logger, string reason);

        [LoggerMessage(531, LogLevel.Warning, "Alerting can write again")]
        public static partial void Recovered(ILogger logger);
    }
}
