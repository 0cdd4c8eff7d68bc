using System.Globalization;
using System.Text;
using Telemetry.Series.Api;
using Xunit;

namespace Telemetry.Series.Tests.Api;

public sealed class SampleTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(2, "2")]
    [InlineData(1.5, "1.5")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.25e-5, "0.0000125")]
    [InlineData(9.99e-7, "9.99e-07")]
    [InlineData(-1e-7, "-1e-07")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(123456789012345678, "123456789012345680")]
    [InlineData(-1.5e20, "-150000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.7976931348623157E+308, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Value_OfAnySize_IsPrintedAsPrometheusDoes(double value, string expected) => Assert.Equal(expected, SampleText.Value(value));

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(-1e-7, "-0.0000001")]
    [InlineData(1.25e22, "12500000000000000000000")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void ScalarValue_OfAnySize_HasNoExponent(double value, string expected) => Assert.Equal(expected, SampleText.ScalarValue(value));

    [Theory]
    [InlineData(1, "1e+00")]
    [InlineData(7.5, "7.5e+00")]
    [InlineData(-1234.5, "-1.2345e+03")]
    [InlineData(0.001, "1e-03")]
    [InlineData(0, "0e+00")]
    [InlineData(1e100, "1e+100")]
    public void AlertValue_OfAnySize_HasAnExponent(double value, string expected) => Assert.Equal(expected, SampleText.AlertValue(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(4000, "4")]
    [InlineData(1_795_195_995_250, "1795195995.250")]
    [InlineData(1_795_195_995_005, "1795195995.005")]
    [InlineData(-1500, "-1.500")]
    public void Time_InMilliseconds_IsPrintedInSeconds(long timeMs, string expected)
    {
        Span<byte> text = stackalloc byte[SampleText.MaxLength];
        Assert.Equal(expected, Encoding.ASCII.GetString(text[..SampleText.WriteTime(text, timeMs)]));
    }

    [Fact]
    public void Value_OfRandomBits_ReadsBackTheSame()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 100_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;
            var text = SampleText.Value(value);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            Assert.Equal(Math.Abs(value) is >= 1e-6 and < 1e21, !text.Contains('e'));
        }
    }
}
