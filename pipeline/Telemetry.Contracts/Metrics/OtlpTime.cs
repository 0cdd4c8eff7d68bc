namespace Telemetry.Contracts.Metrics;

/// <summary>OTLP's times are Unix nanoseconds, unsigned; ours are Unix milliseconds.</summary>
internal static class OtlpTime
{
    private const ulong NanosPerMilli = 1_000_000;

    /// <summary>Clamped: a page may carry any number as a time, and OTLP's cannot be negative.</summary>
    public static ulong ToNanos(long milliseconds) => (ulong)Math.Clamp(milliseconds, 0, long.MaxValue / (long)NanosPerMilli) * NanosPerMilli;

    /// <summary>Rounds down.</summary>
    public static long ToMs(ulong nanoseconds) => (long)(nanoseconds / NanosPerMilli);
}
