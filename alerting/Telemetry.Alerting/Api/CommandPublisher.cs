using Telemetry.Alerting.Board;
using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Api;

/// <summary>
/// Puts commands on the stream: the one way in. Once the call has returned the command is durable, and this replica's pages show it.
/// Safe for concurrent use.
/// </summary>
internal sealed class CommandPublisher(IStreamTransport transport, AlertBoard board, TimeProvider time)
{
    /// <summary>Time of receipt.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Publishes what somebody said, received now.</summary>
    /// <param name="by">Who; empty where nobody said who they are.</param>
    /// <param name="body">What.</param>
    /// <param name="cancellationToken">Gives it up; it may be on the stream all the same.</param>
    /// <exception cref="TransportException">It was not accepted.</exception>
    public async Task PublishAsync(string by, AlertCommandBody body, CancellationToken cancellationToken)
    {
        var command = new AlertCommand(time.GetUtcNow(), by.Length > AlertCommand.MaxByLength ? by[..AlertCommand.MaxByLength] : by, body);
        var encoded = AlertCommandCodec.Encode(new ProtoWriter(), command);
        foreach (var record in AlertCommandParts.Of(encoded, command.At, Guid.NewGuid()))
        {
            await transport.PublishAsync(Streams.Alerts, AlertCommand.Key, record, cancellationToken);
        }

        board.Take(command);
    }
}
