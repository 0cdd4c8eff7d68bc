namespace Telemetry.Benchmarks.Quality.FalseAlarms;

/// <summary>
/// A rate without incidents: Poisson counts around a mean that follows the day by ±40 % and a first-order autoregression by 15 %.
/// </summary>
/// <param name="family">Law of the innovations.</param>
/// <param name="phi">Autoregression.</param>
/// <param name="mean">Mean count of a sample.</param>
/// <param name="seed">Seed.</param>
internal sealed class SimulatedRate(NoiseFamily family, double phi, double mean, int seed)
{
    private const double DaySwing = 0.4;
    private const double NoiseShare = 0.15;
    private const double SecondsPerDay = 86_400;
    private const double LogNormalWidth = 0.7;
    private const double BurstShare = 0.01;
    private const double BurstWidth = 5;
    private const int StudentFreedom = 4;
    private const double PoissonNormalFrom = 50;

    private readonly Random _random = new(seed);
    private double _state;

    /// <summary>The next count.</summary>
    public double Next(double seconds)
    {
        _state = (phi * _state) + (Math.Sqrt(1 - (phi * phi)) * Innovation());
        var load = 1 + (DaySwing * Math.Sin(2 * Math.PI * seconds / SecondsPerDay));
        return Poisson(mean * load * Math.Max(0, 1 + (NoiseShare * _state)));
    }

    private double Innovation() => family switch
    {
        NoiseFamily.Student => Student(),
        NoiseFamily.LogNormal => Math.Exp(LogNormalWidth * Normal()) - Math.Exp(LogNormalWidth * LogNormalWidth / 2),
        NoiseFamily.Exponential => -Math.Log(1 - _random.NextDouble()) - 1,
        NoiseFamily.Bursts => Normal() * (_random.NextDouble() < BurstShare ? BurstWidth : 1),
        NoiseFamily.Uniform => Math.Sqrt(12) * (_random.NextDouble() - 0.5),
        _ => Normal(),
    };

    private double Student()
    {
        var squares = 0.0;
        for (var i = 0; i < StudentFreedom; i++)
        {
            var normal = Normal();
            squares += normal * normal;
        }

        return Normal() / Math.Sqrt(squares / StudentFreedom) / Math.Sqrt(2);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double Poisson(double expected)
    {
        if (expected > PoissonNormalFrom) return Math.Max(0, Math.Round(expected + (Math.Sqrt(expected) * Normal())));
        var (limit, product, count) = (Math.Exp(-expected), _random.NextDouble(), 0);
        for (; product > limit; count++) product *= _random.NextDouble();
        return count;
    }
}
