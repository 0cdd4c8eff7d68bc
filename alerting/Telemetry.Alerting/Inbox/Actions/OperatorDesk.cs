using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Inbox.Actions;

/// <summary>Puts what people say on the stream of commands: it is answered once it is durable, and acts wherever that stream is read.</summary>
internal sealed class OperatorDesk(IStreamPublisher stream, TimeProvider time)
{
    /// <summary>Time of receipt.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Publishes a command.</summary>
    /// <exception cref="TransportException">It is not durable.</exception>
    public async ValueTask SayAsync(AlertCommandBody body, string by, CancellationToken cancellationToken)
    {
        var at = Now;
        var command = AlertCommandCodec.Encode(new ProtoWriter(), new AlertCommand(at, by, body));
        foreach (var record in AlertCommandParts.Of(command, at, Guid.NewGuid()))
            await stream.PublishAsync(Streams.Alerts, AlertCommand.Key, record, cancellationToken);
    }
}
