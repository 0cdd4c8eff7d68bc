using System.IO.Compression;

namespace Telemetry.Collector.Scraping;

/// <summary>The body of an answer, unpacked where it is packed, with the number of bytes that were sent for it.</summary>
internal sealed class PageBody : IAsyncDisposable
{
    // Pages of metrics compress 10 to 25 times; deflate cannot do more than 1,032 times.
    private const int BombRatio = 200;

    private readonly CountedStream _received;

    private PageBody(CountedStream received, bool isPacked)
    {
        _received = received;
        Stream = isPacked ? new GZipStream(received, CompressionMode.Decompress) : received;
    }

    /// <summary>The page.</summary>
    public Stream Stream { get; }

    /// <summary>Bytes that the target sent so far.</summary>
    public long ReceivedBytes => _received.Bytes;

    public static async Task<PageBody> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new PageBody(new CountedStream(body), response.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a page that was unpacked so far is far larger than any page of metrics would be.</summary>
    public bool IsBomb(long unpackedBytes) => Stream is GZipStream && unpackedBytes > BombRatio * _received.Bytes;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
