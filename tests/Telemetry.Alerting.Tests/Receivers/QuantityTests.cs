using Telemetry.Alerting.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0.4123, "s", "412 ms")]
    [InlineData(0.0000213, "s", "21.3 µs")]
    [InlineData(12.344, "s", "12.3 s")]
    [InlineData(1234, "s", "1234 s")]
    [InlineData(0.0312, "ratio", "3.12 %")]
    [InlineData(12.5, "1/s", "12.5/s")]
    [InlineData(7, "1", "7")]
    [InlineData(0, "s", "0 s")]
    [InlineData(double.NaN, "s", "unknown")]
    [InlineData(15, "bytes", "15 bytes")]
    public void Value_InItsUnit_IsPrintedForPeople(double value, string unit, string expected) =>
        Assert.Equal(expected, Quantity.Format(value, unit));

    [Theory]
    [InlineData(412, 221, "+86.4 %")]
    [InlineData(61.2, 2.1, "29.1×")]
    [InlineData(50, 100, "−50 %")]
    [InlineData(5, 0, "")]
    [InlineData(5, double.NaN, "")]
    public void Deviation_FromNormal_IsPercentThenFactor(double value, double baseline, string expected) =>
        Assert.Equal(expected, Quantity.Deviation(value, baseline));
}
