using System.Globalization;
using System.Text;
using Telemetry.Collector.Exposition;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

public sealed class FloatParserTests
{
    private const int Seed = 20240607;

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("-0", -0.0)]
    [InlineData("08", 8.0)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("+1.5E+3", 1500.0)]
    [InlineData("4.9351e-05", 4.9351e-05)]
    [InlineData("12345678901234567890", 12345678901234567890.0)]
    [InlineData("9007199254740993", 9007199254740993.0)]
    [InlineData("1e23", 1e23)]
    [InlineData("1e-400", 0.0)]
    [InlineData("0e99999999999", 0.0)]
    [InlineData("iNf", double.PositiveInfinity)]
    [InlineData("+Infinity", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("nan", double.NaN)]
    public void TryParse_Number_IsRead(string text, double expected)
    {
        Assert.True(FloatParser.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1_2")]
    [InlineData("0x1")]
    [InlineData("0x1p-3")]
    [InlineData("1e400")]
    [InlineData("+nan")]
    [InlineData("infinit")]
    [InlineData("1\0")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("true")]
    [InlineData("--1")]
    public void TryParse_NoNumber_IsRefused(string text) =>
        Assert.False(FloatParser.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_RandomNumbers_AgreeWithTheFrameworkToTheBit()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 200_000; i++)
        {
            var text = RandomNumber(random);
            var expected = double.Parse(text, CultureInfo.InvariantCulture);
            var read = FloatParser.TryParse(Encoding.UTF8.GetBytes(text), out var value);
            Assert.True(read == double.IsFinite(expected), text);
            Assert.True(!read || BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(value), text);
        }
    }

    [Fact]
    public void PrintBound_RandomNumbers_ReadBackTheSame()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 50_000; i++)
        {
            var bound = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            bound = double.IsNaN(bound) ? 0 : bound;
            Assert.True(FloatParser.TryParse(Encoding.UTF8.GetBytes(FloatText.PrintBound(bound)), out var value));
            Assert.Equal(bound, value);
        }
    }

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(-1, "-1.0")]
    [InlineData(10, "10.0")]
    [InlineData(100000, "100000.0")]
    [InlineData(1000000, "1e+06")]
    [InlineData(1234567.5, "1.2345675e+06")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(172.8, "172.8")]
    [InlineData(1e100, "1e+100")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    public void PrintBound_Number_IsWrittenAsPrometheusNormalisesIt(double bound, string expected) =>
        Assert.Equal(expected, FloatText.PrintBound(bound));

    private static string RandomNumber(Random random) => random.Next(4) switch
    {
        0 => random.NextInt64(-1_000_000_000_000, 1_000_000_000_000).ToString(CultureInfo.InvariantCulture),
        1 => BitConverter.Int64BitsToDouble(random.NextInt64(0, 0x7fefffffffffffff)).ToString("R", CultureInfo.InvariantCulture),
        2 => (random.NextDouble() * Math.Pow(10, random.Next(-8, 8))).ToString("R", CultureInfo.InvariantCulture),
        _ => RandomDigits(random, 24) + "." + RandomDigits(random, 24) + "e" + random.Next(-330, 330).ToString(CultureInfo.InvariantCulture),
    };

    private static string RandomDigits(Random random, int most)
    {
        var digits = new char[random.Next(1, most)];
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = (char)('0' + random.Next(10));
        }

        return new string(digits);
    }
}
