using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Telemetry.Alerting.Tests.Pictures;

/// <summary>A PNG read back by the standard: signature, lengths, checksums (computed bit by bit), filters of kind 0.</summary>
internal sealed class DecodedPng
{
    private readonly byte[] _pixels;

    private DecodedPng(int width, int height, byte[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public static DecodedPng Read(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file[(at + 4)..(at + 8 + length)];
            Assert.Equal(Crc(body), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(body, 0, 4), body[4..]));
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        var header = chunks[0].Data;
        Assert.Equal([8, 2, 0, 0, 0], header[8..]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        return new DecodedPng(width, height, Unfilter(chunks[1].Data, width, height));
    }

    /// <summary>How many pixels have exactly a colour.</summary>
    public int Count((int Red, int Green, int Blue) color)
    {
        var count = 0;
        for (var at = 0; at < _pixels.Length; at += 3)
            if ((_pixels[at], _pixels[at + 1], _pixels[at + 2]) == color) count++;
        return count;
    }

    private static byte[] Unfilter(byte[] compressed, int width, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            Assert.Equal(0, zlib.ReadByte());
            zlib.ReadExactly(pixels, y * width * 3, width * 3);
        }

        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
