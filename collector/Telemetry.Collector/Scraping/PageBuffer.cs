using System.Buffers;

namespace Telemetry.Collector.Scraping;

/// <summary>A page as it arrives: rented memory that grows up to the target's body limit.</summary>
/// <param name="limit">Most bytes that are kept.</param>
/// <param name="expected">Length of the target's page before, so that a page of about that length is never copied.</param>
internal sealed class PageBuffer(int limit, int expected = 0) : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(FirstBytes, expected + (expected / 16)), limit));
    private int _length;

    /// <summary>What arrived.</summary>
    public ReadOnlyMemory<byte> Page => _bytes.AsMemory(0, _length);

    /// <summary>Reads until the end; false where the page goes on behind the limit.</summary>
    public async ValueTask<bool> TryFillAsync(Stream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _bytes.Length) Grow();
            var read = await body.ReadAsync(_bytes.AsMemory(_length), cancellationToken);
            if (read == 0) return true;
            _length += read;
            if (_length <= limit) continue;
            _length = limit;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
