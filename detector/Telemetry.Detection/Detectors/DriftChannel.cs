using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The sequential test of one statistic: robust location and scale, whitening, means over four scales in their own units, and the tail
/// probability of the largest. About 250 bytes of state.
/// </summary>
internal sealed class DriftChannel
{
    // Scrapes that the fleet prior counts as.
    private const double PriorCount = 20;

    // 98 % quantile of the largest of the four standardised means of white noise.
    private const double TailThreshold = 2.6;

    // A slow mean only speaks while the 4-scrape one still leans its way; otherwise the drift has gone and only its memory is left.
    private const int WitnessScale = 1;
    private const int SlowestScale = MultiScaleMean.Scales - 1;
    private const double WitnessDeviation = 1.5;

    private const double SuspiciousSum = 6;

    private readonly RobustLevel _level;
    private readonly Whitener _whitener = new();
    private readonly MultiScaleMean _means = new();
    private readonly TailModel _tail = new(TailThreshold);
    private readonly CusumOnset _cusum = new();
    private readonly CusumOnset _strong = new(CusumOnset.Strong);
    private readonly bool _bothDirections;

    public DriftChannel(ChannelPrior prior, bool bothDirections = false)
    {
        _level = new RobustLevel(prior.Location, prior.Scale, PriorCount, prior.Floor);
        _bothDirections = bothDirections;
    }

    /// <summary>Location that the statistic usually has.</summary>
    public double Location => _level.Location;

    /// <summary>Whether a drift may have begun: the CUSUM is higher than in one of 2,500 scrapes of white noise.</summary>
    public bool IsSuspicious => _cusum.Sum > SuspiciousSum;

    /// <summary>Onset of the present rise, Unix milliseconds; 0 while there is none.</summary>
    public long OnsetMs => _strong.Sum > SuspiciousSum ? _strong.OnsetMs : _cusum.OnsetMs;

    /// <summary>Largest deviation that the statistic brings, over all scales.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="isOpen">
    /// Whether the drift is known: then the slowest mean has done its work, and would only say for minutes that it was there.
    /// </param>
    public double Deviation(double statistic, bool isOpen)
    {
        var innovation = Innovation(statistic);
        var largest = Deviation(0, innovation);
        var witness = Deviation(WitnessScale, innovation);
        largest = Math.Max(largest, witness);
        if (witness <= WitnessDeviation) return largest;
        for (var scale = WitnessScale + 1; scale < (isOpen ? SlowestScale : MultiScaleMean.Scales); scale++)
            largest = Math.Max(largest, Deviation(scale, innovation));
        return largest;
    }

    /// <summary>Larger of the two quick deviations: whether the statistic is unusual now.</summary>
    public double QuickDeviation(double statistic)
    {
        var innovation = Innovation(statistic);
        return Math.Max(Deviation(0, innovation), Deviation(WitnessScale, innovation));
    }

    /// <summary>Evidence of a deviation, −log₁₀ of its tail probability.</summary>
    public double Evidence(double deviation) => _tail.Evidence(deviation);

    /// <summary>Moves the sequential test on.</summary>
    /// <param name="statistic">The statistic of this scrape.</param>
    /// <param name="deviation">What <see cref="Deviation(double,bool)"/> said of it.</param>
    /// <param name="scrape">When.</param>
    /// <param name="weight">How much of it the long-run moments take into account, 0 to 1.</param>
    public void Advance(double statistic, double deviation, in ScrapeTime scrape, double weight)
    {
        var standard = _level.Standardise(statistic);
        var innovation = _whitener.Whiten(standard);
        var directed = _bothDirections ? Math.Abs(innovation) : innovation;
        _cusum.Add(directed, scrape.TimeMs);
        _strong.Add(directed, scrape.TimeMs);
        _means.Advance(innovation);
        if (weight > 0)
        {
            _means.Learn(scrape.Seconds, weight);
            _tail.Learn(deviation, weight);
            _whitener.Learn(standard, scrape.Seconds, weight);
            _level.Learn(statistic, scrape.Seconds, weight);
        }

        _whitener.Advance(standard);
    }

    /// <summary>Takes a deviation into the tail alone: a spike until it turns out to be a drift.</summary>
    public void LearnSpike(double deviation) => _tail.Learn(deviation, weight: 1);

    /// <summary>Begins the test anew and keeps what was learned.</summary>
    public void Reset()
    {
        _means.Reset();
        _cusum.Reset();
        _strong.Reset();
        _tail.DropExcursion();
        _whitener.Break();
    }

    public void Save(SnapshotWriter writer)
    {
        _level.Save(writer);
        _whitener.Save(writer);
        _means.Save(writer);
        _tail.Save(writer);
        _cusum.Save(writer);
        _strong.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _level.Restore(ref reader);
        _whitener.Restore(ref reader);
        _means.Restore(ref reader);
        _tail.Restore(ref reader);
        _cusum.Restore(ref reader);
        _strong.Restore(ref reader);
    }

    private double Innovation(double statistic) => _whitener.Whiten(_level.Standardise(statistic));

    private double Deviation(int scale, double innovation)
    {
        var deviation = _means.Deviation(scale, innovation);
        return _bothDirections ? Math.Abs(deviation) : deviation;
    }
}
