using System.IO.Compression;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Pages kept in files.</summary>
internal static class PageFile
{
    /// <summary>Largest page read, after decompression: beyond any real one, within any memory.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    /// <summary>Reads a page; gzip is recognised by its first bytes.</summary>
    /// <exception cref="InvalidDataException">Broken gzip, or larger than <see cref="MaxBytes"/>.</exception>
    public static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream stream = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
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
