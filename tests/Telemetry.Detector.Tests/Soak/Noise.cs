namespace Telemetry.Detector.Tests.Soak;

/// <summary>Seeded noise.</summary>
internal sealed class Noise(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform() => _random.NextDouble();

    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>A factor whose logarithm has this standard deviation.</summary>
    public double Factor(double deviation) => Math.Exp(deviation * Normal());

    /// <summary>Poisson count, by multiplication below 30 and the normal approximation above.</summary>
    public ulong Poisson(double mean)
    {
        if (mean > 30) return (ulong)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        if (mean < 1e-9) return 0;
        var (limit, product) = (Math.Exp(-mean), _random.NextDouble());
        ulong count = 0;
        for (; product > limit; count++) product *= _random.NextDouble();
        return count;
    }
}
