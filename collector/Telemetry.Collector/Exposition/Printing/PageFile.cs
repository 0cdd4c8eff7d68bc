using System.IO.Compression;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Pages kept in files.</summary>
internal static class PageFile
{
    /// <summary>Largest page read, after decompression: beyond any real one, within any memory.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    /// <summary>Reads a page, from a pipe too; gzip is recognised by its first bytes.</summary>
    /// <exception cref="InvalidDataException">Broken gzip, or larger than <see cref="MaxBytes"/>.</exception>
    public static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        var page = ReadAll(file);
        if (!page.AsSpan().StartsWith(GzipMagic)) return page;
        using var packed = new MemoryStream(page);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        return ReadAll(gzip);
    }

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    private static byte[] ReadAll(Stream stream)
    {
        using var page = new MemoryStream();
        var chunk = new byte[81_920];
        int count;
        while ((count = stream.Read(chunk)) > 0)
        {
            if (page.Length + count > MaxBytes)
            {
                throw new InvalidDataException($"it is larger than {MaxBytes} bytes");
            }

            page.Write(chunk, 0, count);
        }

        return page.ToArray();
    }
}
