using System.Buffers;

namespace Telemetry.Collector.Recordings;

/// <summary>A page in a rented buffer, given back once by its reader.</summary>
internal sealed class RentedPage(RecordedPage page, byte[] buffer) : IDisposable
{
    private byte[]? _buffer = buffer;

    public RecordedPage Page => page;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
