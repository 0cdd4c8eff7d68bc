using System.Globalization;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Wire;

public sealed class ProtoRoundTripTests
{
    private readonly ProtoWriter _writer = new();

    [Theory]
    [InlineData(0UL, 1)]
    [InlineData(127UL, 1)]
    [InlineData(128UL, 2)]
    [InlineData(16_383UL, 2)]
    [InlineData(16_384UL, 3)]
    [InlineData(uint.MaxValue, 5)]
    [InlineData(ulong.MaxValue, 10)]
    public void Varint_OfAnySize_ReadsAsWrittenInFewestBytes(ulong value, int bytes)
    {
        _writer.WriteVarint(3, value);
        Assert.Equal(1 + bytes, _writer.Length);
        Assert.Equal(bytes, ProtoWriter.SizeOf(value));

        var reader = Open(field: 3, WireType.Varint);
        Assert.Equal(value, reader.ReadVarint());
        Assert.False(reader.NextField());
        Assert.False(reader.Failure.Failed);
    }

    [Fact]
    public void Varint_RandomValues_ReadAsWritten()
    {
        var random = new Random(11);
        for (var i = 0; i < 10_000; i++)
        {
            var value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            _writer.Clear();
            _writer.WriteInt64(1, value);
            Assert.Equal(value, Open(1, WireType.Varint).ReadInt64());
        }
    }

    [Theory]
    [InlineData(-0.0)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    public void Double_AnyValue_KeepsItsBits(double value)
    {
        _writer.WriteDouble(2, value);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(Open(2, WireType.Fixed64).ReadDouble()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("äöü ☂ \U0001F600")]
    public void Text_AnyCharacters_ReadsAsWritten(string text)
    {
        _writer.WriteText(15, text);
        Assert.Equal(text, Open(15, WireType.LengthDelimited).ReadText());
    }

    [Fact]
    public void Message_LargerThanTheFirstBuffer_ReadsAsWritten()
    {
        var begin = _writer.BeginMessage(1);
        for (var i = 0; i < 10_000; i++) _writer.WriteText(2, i.ToString(CultureInfo.InvariantCulture));
        _writer.EndMessage(begin);

        var inner = Open(1, WireType.LengthDelimited).ReadMessage();
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(inner.NextField());
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), inner.ReadText());
        }

        Assert.False(inner.NextField());
    }

    [Fact]
    public void Skip_EveryWireType_LandsOnTheNextField()
    {
        _writer.WriteVarint(1, ulong.MaxValue);
        _writer.WriteFixed64(2, 1);
        _writer.WriteText(3, "text");
        _writer.WriteRaw([(4 << 3) | 5, 1, 2, 3, 4]);
        _writer.WriteVarint(1000, 7);

        var reader = new ProtoReader(_writer.Written.Span);
        for (var field = 1; field <= 4; field++)
        {
            Assert.True(reader.NextField());
            Assert.Equal(field, reader.Field);
            reader.Skip();
        }

        Assert.True(reader.NextField());
        Assert.Equal((1000, 7UL), (reader.Field, reader.ReadVarint()));
    }

    [Fact]
    public void Writer_OverItsBound_RefusesAndSaysWhy()
    {
        var writer = new ProtoWriter(maxBytes: 4096);
        var error = Assert.Throws<InvalidOperationException>(() => writer.WriteBytes(1, new byte[5000]));
        Assert.Contains("4096", error.Message, StringComparison.Ordinal);
    }

    private ProtoReader Open(int field, WireType type)
    {
        var reader = new ProtoReader(_writer.Written.Span);
        Assert.True(reader.NextField());
        Assert.Equal((field, type), (reader.Field, reader.Type));
        return reader;
    }
}
