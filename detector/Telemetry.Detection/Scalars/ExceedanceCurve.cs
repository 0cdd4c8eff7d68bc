using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// How often events of a deviation or more begin in a series: counted at 22 levels of ln(1 + deviation), and read beyond the last level
/// that was reached often enough along the curve's own slope. Far out it is the body that decides, not the few incidents of the past:
/// counted there they would make the next one of their size usual. 112 bytes.
/// </summary>
/// <remarks>
/// The extrapolation lies two fifths of the way from a power law, in which ln rate falls by the same amount with every level, to a Weibull
/// tail, in which it falls by the same factor. A count in the far tail holds the evidence down by <see cref="CountShare"/> of itself only.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal struct ExceedanceCurve
{
    /// <summary>Largest deviation that is told apart.</summary>
    public const double MaxDeviation = 24;

    private const int Levels = 22;
    private const double LowestLog = 0.5;
    private const double LevelWidth = 0.125;

    // Fleet prior: rate of a deviation z is (1 + z²/5)⁻³ / 2 over 5,000 samples, of which a share is left as the own past grows.
    private const double FleetSamples = 5000;
    private const double FleetFreedom = 5;
    private const double FleetPower = 3;
    private const double FleetSlope = 6;

    // Events at a level that make its rate the series' own; the slope is that to the level below, drawn to the fleet's while there are few.
    private const double EnoughEvents = 100;
    private const double SlopeEvents = 20;
    private const double MinSlope = 1.5;
    private const double MaxSlope = 40;
    private const double WeibullShare = 0.38;
    private const double MaxWeibullExponent = 3;
    private const double MaxBend = 4;

    // Share of a count beyond: a tenth, and more while the series is so young that its few events are all there is.
    private const double CountShare = 0.1;
    private const double YoungSamples = 4000;

    // An excursion fades by e in so many samples; what rises above it is a new event.
    private const double HoldSamples = 15;

    // The past halves in a month. Fading and fitting are done once in 64 samples.
    private const double HalfLifeSeconds = 30 * 86_400.0;
    private const int FitInterval = 64;

    private static readonly double[] Deviations = [.. Enumerable.Range(0, Levels).Select(level => Math.Exp(LowestLog + (level * LevelWidth)) - 1)];
    private static readonly double[] Fleet = [.. Enumerable.Range(0, Levels).Select(FleetRateOf)];
    private static readonly double HoldDecay = Math.Exp(-1 / HoldSamples);

    private Counts _counts;
    private float _samples;
    private float _held;
    private float _slope;
    private float _logRate;
    private float _seconds;
    private byte _busiest;
    private byte _trusted;
    private byte _sinceFit;
    private readonly bool _bothDirections;

    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    public ExceedanceCurve(bool bothDirections) => _bothDirections = bothDirections;

    /// <summary>Whether a deviation is one in a direction that tells.</summary>
    public readonly bool Tells(double deviation) => _bothDirections || deviation > 0;

    /// <summary>Evidence of a signed deviation, −log₁₀ of the rate per sample at which events at least as strong begin.</summary>
    public readonly double Evidence(double deviation)
    {
        var reached = Reached(deviation);
        if (!(reached > Deviations[_busiest]) || _slope == 0) return 0;
        var position = (Math.Log(1 + reached) - LowestLog) / LevelWidth;
        var level = Math.Min((int)position, Levels - 1);
        var log = level >= _trusted ? Beyond(position, level) : Within(position, level);
        return Math.Max(-log / Math.Log(10), 0);
    }

    /// <summary>Takes a signed deviation into account.</summary>
    public void Learn(double deviation, double seconds)
    {
        var reached = (float)Reached(deviation);
        _held *= (float)HoldDecay;
        _samples++;
        _seconds += (float)seconds;
        if (reached > _held)
        {
            var last = LastUpTo(reached);
            for (var level = FirstAbove(_held); level <= last; level++) _counts[level]++;
            _held = reached;
        }

        if (_slope != 0 && ++_sinceFit < FitInterval) return;
        Fade();
        Fit();
    }

    public readonly void Save(SnapshotWriter writer)
    {
        for (var level = 0; level < Levels; level++) writer.Write((double)_counts[level]);
        writer.Write((double)_samples);
        writer.Write((double)_held);
        writer.Write((double)_slope);
        writer.Write((double)_logRate);
        writer.Write((double)_seconds);
        writer.Write((int)_busiest);
        writer.Write((int)_trusted);
        writer.Write((int)_sinceFit);
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var level = 0; level < Levels; level++) _counts[level] = (float)reader.ReadDouble();
        _samples = (float)reader.ReadDouble();
        _held = (float)reader.ReadDouble();
        _slope = (float)reader.ReadDouble();
        _logRate = (float)reader.ReadDouble();
        _seconds = (float)reader.ReadDouble();
        var (busiest, trusted, sinceFit) = (reader.ReadInt(), reader.ReadInt(), reader.ReadInt());
        if (busiest < 0 || trusted < busiest || trusted >= Levels || sinceFit is < 0 or >= FitInterval)
            throw new SnapshotException("The curve of exceedances is not one.");
        (_busiest, _trusted, _sinceFit) = ((byte)busiest, (byte)trusted, (byte)sinceFit);
    }

    private readonly double Reached(double deviation) => Tells(deviation) ? Math.Min(Math.Abs(deviation), MaxDeviation) : 0;

    private static double FleetRateOf(int level)
    {
        var deviation = Deviations[level];
        return Math.Pow(1 + (deviation * deviation / FleetFreedom), -FleetPower) / 2;
    }

    private static int FirstAbove(float deviation) => Math.Max((int)Math.Floor((Math.Log(1 + deviation) - LowestLog) / LevelWidth) + 1, 0);

    private static int LastUpTo(float deviation) => Math.Min((int)Math.Floor((Math.Log(1 + deviation) - LowestLog) / LevelWidth), Levels - 1);

    private readonly double FleetWeight => FleetSamples * FleetSamples / (_samples + FleetSamples);

    private readonly double Total => _samples + FleetWeight;

    private readonly double Events(int level) => _counts[level] + (FleetWeight * Fleet[level]);

    private readonly double Beyond(double position, int level)
    {
        var straight = _slope * (position - _trusted) * LevelWidth;
        var depth = -_logRate;
        var curved = depth * (Math.Exp(Math.Min(straight / depth, MaxWeibullExponent)) - 1);
        var log = _logRate - ((1 - WeibullShare) * straight) - (WeibullShare * curved);
        if (_counts[level] <= 0) return log;
        var young = YoungSamples / (_samples + YoungSamples);
        var share = CountShare + ((1 - CountShare) * young * young);
        return Math.Max(log, Math.Log(share * _counts[level] / Total));
    }

    private readonly double Within(double position, int level)
    {
        var lower = Math.Log(Events(level) / Total);
        var upper = Math.Log(Events(level + 1) / Total);
        return lower + ((position - level) * (upper - lower));
    }

    private void Fade()
    {
        var kept = (float)Math.Pow(2, -_seconds / HalfLifeSeconds);
        (_seconds, _sinceFit) = (0, 0);
        _samples *= kept;
        for (var level = 0; level < Levels; level++) _counts[level] *= kept;
    }

    // Below the busiest level the excursions of the levels above hide the smaller ones: nothing there is unusual.
    private void Fit()
    {
        var busiest = 0;
        for (var level = 1; level < Levels - 1; level++) if (Events(level) > Events(busiest)) busiest = level;
        var trusted = busiest;
        while (trusted + 1 < Levels && Events(trusted + 1) >= EnoughEvents) trusted++;
        var (from, to) = trusted == busiest ? (trusted, trusted + 1) : (trusted - 1, trusted);
        (_busiest, _trusted) = ((byte)busiest, (byte)to);
        _logRate = (float)Math.Log(Events(to) / Total);
        _slope = (float)SlopeAt(from, to);
    }

    // The slope lies between two levels; at the upper one it is steeper by what half a level bends.
    private readonly double SlopeAt(int from, int to)
    {
        var own = Math.Log(Events(from) / Events(to)) / LevelWidth;
        var bend = WeibullShare * Math.Min(own / Math.Max(-_logRate, 1), MaxBend) * LevelWidth / 2;
        var weight = Events(to) / (Events(to) + SlopeEvents);
        return Math.Clamp((weight * own * Math.Exp(bend)) + ((1 - weight) * FleetSlope), MinSlope, MaxSlope);
    }

    [InlineArray(Levels)]
    private struct Counts
    {
        private float _first;
    }
}
