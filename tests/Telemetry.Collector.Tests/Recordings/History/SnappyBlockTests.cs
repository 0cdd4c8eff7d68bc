using System.Text;
using Telemetry.Collector.Recordings.History;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings.History;

public sealed class SnappyBlockTests
{
    private const int Seed = 7;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(61)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void Block_OfLiterals_IsUnpackedAsItWas(int length)
    {
        var bytes = new byte[length];
        new Random(Seed).NextBytes(bytes);

        Assert.Equal(bytes, SnappyBlock.Unpack(SnappyBlock.Pack(bytes)));
    }

    [Fact]
    public void Block_WithCopies_IsUnpacked()
    {
        // "abc", then nine bytes from three back: a copy with one byte of offset that reaches into itself; then three from twelve back with two.
        byte[] block = [15, 2 << 2, (byte)'a', (byte)'b', (byte)'c', ((9 - 4) << 2) | 1, 3, ((3 - 1) << 2) | 2, 12, 0];

        Assert.Equal("abcabcabcabcabc", Encoding.ASCII.GetString(SnappyBlock.Unpack(block)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FFFFFFFFFF01")]
    [InlineData("050861")]
    [InlineData("040502")]
    [InlineData("0400610561")]
    public void Block_Damaged_IsNone(string hex) => Assert.Null(SnappyBlock.Unpack(Convert.FromHexString(hex)));

    [Fact]
    public void Block_OfAnyBytes_EndsWithoutAnException()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(24)];
            random.NextBytes(bytes);
            if (bytes.Length > 0) bytes[0] &= 0x3f;
            _ = SnappyBlock.Unpack(bytes);
        }
    }
}
