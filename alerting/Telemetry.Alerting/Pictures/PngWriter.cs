using System.Buffers.Binary;
using System.IO.Compression;

namespace Telemetry.Alerting.Pictures;

/// <summary>Writes a raster as PNG (ISO/IEC 15948): 8 bits a channel, no filter, one IDAT.</summary>
internal static class PngWriter
{
    private const byte BitDepth = 8;
    private const byte TrueColor = 2;
    private const int HeaderLength = 13;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] Crcs = MakeCrcs();

    /// <summary>The file.</summary>
    public static byte[] Write(Raster raster)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, HeaderOf(raster));
        WriteChunk(file, "IDAT"u8, Compress(raster));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] HeaderOf(Raster raster)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, raster.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), raster.Height);
        (header[8], header[9]) = (BitDepth, TrueColor);
        return header;
    }

    // Each row begins with the number of its filter: 0, none.
    private static byte[] Compress(Raster raster)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < raster.Height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(raster.Row(y));
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var one in data) crc = Crcs[(crc ^ one) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    // Annex D of the standard: the polynomial of ISO 3309, bits reversed.
    private static uint[] MakeCrcs()
    {
        const uint Polynomial = 0xEDB88320;
        var crcs = new uint[256];
        for (uint i = 0; i < crcs.Length; i++)
        {
            crcs[i] = i;
            for (var bit = 0; bit < 8; bit++) crcs[i] = (crcs[i] & 1) == 1 ? Polynomial ^ (crcs[i] >> 1) : crcs[i] >> 1;
        }

        return crcs;
    }
}
