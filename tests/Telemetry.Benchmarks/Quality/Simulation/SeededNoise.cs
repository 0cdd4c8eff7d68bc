namespace Telemetry.Benchmarks.Quality.Simulation;

/// <summary>Seeded draws for simulated series: the same numbers for the same seed, whatever else runs.</summary>
internal sealed class SeededNoise(int seed)
{
    // Below this mean the product of uniforms is cheaper than the rejection.
    private const double SmallMean = 10;

    private readonly Random _random = new(seed);
    private double _spare = double.NaN;

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => _random.NextDouble();

    /// <summary>Exponential of mean 1.</summary>
    public double Exponential() => -Math.Log(1 - _random.NextDouble());

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(2 * Exponential());
        var (sine, cosine) = Math.SinCos(2 * Math.PI * _random.NextDouble());
        _spare = radius * sine;
        return radius * cosine;
    }

    /// <summary>Student's t, scaled to unit variance; more than two whole degrees of freedom.</summary>
    public double Student(int degrees)
    {
        var square = 0.0;
        for (var i = 0; i < degrees; i++)
        {
            var normal = Normal();
            square += normal * normal;
        }

        return Normal() / Math.Sqrt(square / degrees) * Math.Sqrt((degrees - 2.0) / degrees);
    }

    /// <summary>Poisson count: product of uniforms below ten, Hörmann's transformed rejection (PTRS, 1993) above.</summary>
    public long Poisson(double mean)
    {
        if (mean <= 0) return 0;
        return mean < SmallMean ? SmallPoisson(mean) : LargePoisson(mean);
    }

    private long SmallPoisson(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0L);
        for (; product > limit; count++) product *= _random.NextDouble();
        return count;
    }

    private long LargePoisson(double mean)
    {
        var logMean = Math.Log(mean);
        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        var squeeze = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            var u = _random.NextDouble() - 0.5;
            var v = _random.NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) return (long)k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log((a / (us * us)) + b) <= (k * logMean) - mean - LogFactorial(k)) return (long)k;
        }
    }

    // Stirling's series; k is ten at least in effect, where its error is below 1e-9.
    private static double LogFactorial(double k)
    {
        var x = k + 1;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }
}
