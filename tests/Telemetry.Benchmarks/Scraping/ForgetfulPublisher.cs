using Telemetry.Transport;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>Takes every record and forgets it, so that a collector is measured without a transport.</summary>
internal sealed class ForgetfulPublisher : IStreamPublisher
{
    /// <inheritdoc/>
    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => default;
}
