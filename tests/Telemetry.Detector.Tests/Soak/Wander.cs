namespace Telemetry.Detector.Tests.Soak;

/// <summary>A factor around one that wanders: its logarithm is autoregressive of order 1.</summary>
/// <param name="noise">Where its innovations come from.</param>
/// <param name="persistence">Lag-1 autocorrelation.</param>
/// <param name="deviation">Standard deviation of the logarithm.</param>
internal sealed class Wander(Noise noise, double persistence, double deviation)
{
    private double _log;

    public double Next()
    {
        _log = (persistence * _log) + (Math.Sqrt(1 - (persistence * persistence)) * deviation * noise.Normal());
        return Math.Exp(_log);
    }
}
