using Telemetry.Contracts;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Replaying;

/// <summary>
/// Publishes what a recording gives, and goes on behind a change or feedback only when the detector has put it between the signals: so a
/// replay names the same changes at every speed (ADR 95).
/// </summary>
internal sealed class NoticesFirst(EmbeddedTransport transport) : IStreamPublisher
{
    private static readonly string[] Heard = [Streams.Changes, Streams.Feedback];

    /// <inheritdoc/>
    public async ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        await transport.PublishAsync(stream, key, value, cancellationToken);
        if (Array.IndexOf(Heard, stream) >= 0) await transport.DrainAsync([stream], cancellationToken);
    }
}
