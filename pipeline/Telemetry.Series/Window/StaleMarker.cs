namespace Telemetry.Series.Window;

/// <summary>
/// Prometheus's staleness marker: a NaN with these bits ends a series, so that lookback does not carry its last value on. Every other
/// NaN is a value. In evaluated columns the same bits mean "no sample at this step".
/// </summary>
internal static class StaleMarker
{
    private const long Bits = 0x7ff0000000000002;

    public static double Value { get; } = BitConverter.Int64BitsToDouble(Bits);

    public static bool Is(double value) => BitConverter.DoubleToInt64Bits(value) == Bits;
}
