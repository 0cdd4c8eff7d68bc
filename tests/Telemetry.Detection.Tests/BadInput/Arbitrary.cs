using Telemetry.Detection.Detectors;

namespace Telemetry.Detection.Tests.BadInput;

/// <summary>Seeded values that no healthy exporter sends, mixed with ordinary ones.</summary>
internal sealed class Arbitrary(int seed)
{
    private static readonly double[] Odd =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -1, -0.0, 0, 1, 1e-300, 1e300, 1e9, ulong.MaxValue,
    ];

    private readonly Random _random = new(seed);
    private long _timeMs = 1_790_000_000_000;

    public double Value() => _random.Next(3) == 0 ? Odd[_random.Next(Odd.Length)] : _random.NextDouble() * Math.Pow(10, _random.Next(-6, 10));

    public ulong Count() => _random.Next(8) switch
    {
        0 => ulong.MaxValue,
        1 => 0,
        2 => 1_000_000_000,
        _ => (ulong)_random.Next(100_000),
    };

    public int Below(int bound) => _random.Next(bound);

    public bool Flag() => _random.Next(2) == 0;

    public Learning Learning() => (Learning)_random.Next(3);

    /// <summary>Mostly the next scrape; now and then the same one, an earlier one, or one in years.</summary>
    public ScrapeTime Time()
    {
        var step = _random.Next(12) switch
        {
            0 => 0,
            1 => -_random.Next(100_000),
            2 => 400L * 86_400_000,
            _ => 15_000,
        };
        _timeMs += step;
        return new ScrapeTime(_timeMs, _random.Next(20) == 0 ? Value() : step / 1000.0);
    }

    public double[] Bounds()
    {
        var bounds = new double[_random.Next(12)];
        for (var i = 0; i < bounds.Length; i++) bounds[i] = _random.Next(10) == 0 ? Value() : 0.001 * Math.Pow(2, i);
        return bounds;
    }

    public ulong[] Counts(int length)
    {
        var counts = new ulong[_random.Next(10) == 0 ? _random.Next(14) : length];
        for (var i = 0; i < counts.Length; i++) counts[i] = Count();
        return counts;
    }
}
