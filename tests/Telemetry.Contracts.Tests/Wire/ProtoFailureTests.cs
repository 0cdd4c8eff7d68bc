using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Wire;

public sealed class ProtoFailureTests
{
    [Theory]
    [InlineData("", WireError.None, 0)]
    [InlineData("08", WireError.Truncated, 1)]
    [InlineData("0880", WireError.Truncated, 2)]
    [InlineData("08FFFFFFFFFFFFFFFFFF01", WireError.None, 0)]
    [InlineData("08FFFFFFFFFFFFFFFFFF02", WireError.MalformedVarint, 11)]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", WireError.MalformedVarint, 11)]
    [InlineData("00", WireError.MalformedTag, 1)]
    [InlineData("0B", WireError.MalformedTag, 1)]
    [InlineData("0E", WireError.MalformedTag, 1)]
    [InlineData("80808080F001", WireError.MalformedTag, 6)]
    [InlineData("0901020304", WireError.Truncated, 1)]
    [InlineData("0D010203", WireError.Truncated, 1)]
    [InlineData("0A05AABB", WireError.Truncated, 2)]
    [InlineData("0AFFFFFFFFFFFFFFFFFF01", WireError.Truncated, 11)]
    public void Skip_MalformedInput_NamesReasonAndPosition(string hex, WireError error, int position)
    {
        var reader = new ProtoReader(Convert.FromHexString(hex));
        while (reader.NextField()) reader.Skip();
        Assert.Equal((error, position), (reader.Failure.Error, reader.Failure.Position));
    }

    [Fact]
    public void Read_OtherWireType_Fails()
    {
        var reader = new ProtoReader([0x08, 0x01]);
        Assert.True(reader.NextField());
        Assert.Equal("", reader.ReadText());
        Assert.Equal(WireError.WrongWireType, reader.Failure.Error);
        Assert.False(reader.NextField());
    }

    [Fact]
    public void ReadText_NotUtf8_Fails()
    {
        var reader = new ProtoReader([0x0A, 0x02, 0xC3, 0x28]);
        Assert.True(reader.NextField());
        reader.ReadText();
        Assert.Equal(WireError.MalformedText, reader.Failure.Error);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void ReadInt32_AboveItsMaximum_Fails(byte value, bool isRead)
    {
        var reader = new ProtoReader([0x08, value]);
        Assert.True(reader.NextField());
        reader.ReadInt32(max: 5);
        Assert.Equal(isRead, !reader.Failure.Failed);
    }

    [Fact]
    public void Failure_InsideAMessage_CountsFromTheOutermostByte()
    {
        byte[] bytes = [0x08, 0x01, 0x12, 0x02, 0x0A, 0x09];
        var reader = new ProtoReader(bytes);
        Assert.True(reader.NextField());
        reader.Skip();
        Assert.True(reader.NextField());
        var inner = reader.ReadMessage();
        Assert.True(inner.NextField());
        inner.Skip();
        reader.Adopt(inner.Failure);

        Assert.Equal(new WireFailure(WireError.Truncated, Position: 6, Field: 1), reader.Failure);
        Assert.Equal("Truncated at byte 6, field 1", reader.Failure.ToString());
    }
}
