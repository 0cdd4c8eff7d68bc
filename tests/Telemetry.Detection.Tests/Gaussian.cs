namespace Telemetry.Detection.Tests;

/// <summary>Seeded noise for the tests.</summary>
internal sealed class Gaussian(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform() => _random.NextDouble();

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double Exponential() => -Math.Log(1 - _random.NextDouble());

    /// <summary>Poisson count, by multiplication below 30 and the normal approximation above.</summary>
    public int Poisson(double mean)
    {
        if (mean > 30) return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        for (; product > limit; count++) product *= _random.NextDouble();
        return count;
    }
}
