using Microsoft.Extensions.Hosting;
using Telemetry.Alerting.Outbox;
using Telemetry.Transport;

namespace Telemetry.Alerting.Board;

/// <summary>Keeps the board of this replica: it reads every command, in a group of its own.</summary>
internal sealed class BoardReader(
    BoardReading reading, IStreamTransport transport, AlertBoard board, BoardKeeper keeper, ReadThrough through, StorageGuard storage) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        transport.ConsumeAsync(
            reading.Subscription, partition => new BoardProcessor(partition, transport.State, board, keeper, through, storage), stoppingToken);
}
