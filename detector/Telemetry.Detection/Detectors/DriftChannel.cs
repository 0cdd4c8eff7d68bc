using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The sequential test of one statistic: robust location and scale (residuals clipped at four scales, after Huber), innovations, their
/// means over four scales in their own units, and how often that much is reached. 96 bytes of state.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DriftChannel
{
    /// <summary>Claims that a channel makes: one of its quick means and one of its slow ones.</summary>
    public const int Claims = 2;

    private const double Clip = 4;

    // E|X| of a standard normal is sqrt(2/π): the mean absolute residual times this is a standard deviation.
    private const double DeviationPerMeanAbsolute = 1.2533141373155003;

    // A slow mean only speaks while the 4-scrape one still leans its way; otherwise the drift has gone and only its memory is left.
    private const int WitnessScale = 1;
    private const int SlowestScale = ScaleMeans.Scales - 1;
    private const double WitnessDeviation = 1.5;

    private const double SuspiciousSum = 6;
    private const double StrongSum = 4;
    private const double SuspiciousDeviation = 2.5;

    // Evidence per claimed evidence of the fleet's signals: a generalised Pareto tail of shape 0.15 in place of the normal one.
    private const double FleetSlope = 0.5;

    private float _location;
    private float _scale;
    private InnovationFilter _filter = new();
    private ScaleMeans _means = new();
    private TailLadder _quick;
    private TailLadder _slow;
    private CusumOnset _cusum;
    private CusumOnset _strong;

    public DriftChannel(ChannelPrior prior) => (_location, _scale) = ((float)prior.Location, (float)prior.Scale);

    /// <summary>Whether a drift may have begun: the CUSUM is higher than in one of 2,500 scrapes of white noise.</summary>
    public readonly bool IsSuspicious => _cusum.Sum > SuspiciousSum || _means.LastingDeviation > SuspiciousDeviation;

    /// <summary>Onset of the present rise, Unix milliseconds; 0 while there is none.</summary>
    /// <param name="lastMs">Event time of the last statistic taken in.</param>
    public readonly long OnsetMs(long lastMs) => _strong.Sum > StrongSum ? _strong.OnsetMs(lastMs) : _cusum.OnsetMs(lastMs);

    /// <summary>What a statistic says; changes nothing.</summary>
    /// <param name="statistic">The statistic, scaled to the usual interval.</param>
    /// <param name="prior">What the fleet knows of it.</param>
    /// <param name="isOpen">
    /// Whether the drift is known: then the slowest mean has done its work, and would only say for minutes that it was there.
    /// </param>
    public readonly ChannelReading Read(double statistic, ChannelPrior prior, bool isOpen)
    {
        var standard = Standardise(statistic, prior);
        var foretelling = _filter.Read(standard);
        var novelty = new Novelty(foretelling.Innovation, standard, foretelling.State, foretelling.Level);
        return new ChannelReading(statistic, novelty, Deviation(novelty, isOpen));
    }

    /// <summary>How unusual the statistic is now: the larger of its quick deviations and of where its wandering is.</summary>
    public readonly double PresentDeviation(in Novelty novelty) => Math.Max(
        novelty.Level, Math.Max(Deviation(0, novelty), Deviation(WitnessScale, novelty)));

    /// <summary>Evidence of the stronger claim, −log₁₀ of the rate at which such heights are reached anew.</summary>
    /// <param name="reading">What was read of the scrape.</param>
    /// <param name="scrapes">Scrapes that the tails rest on.</param>
    /// <param name="floor">Evidence that nobody needs to know of; where there is no more, 0 may be given.</param>
    public readonly double Evidence(in ChannelReading reading, double scrapes, double floor)
    {
        if (!TailLadder.MayExceed(floor, NormalTail.MostEvidence(Math.Max(reading.Deviation.Largest, 0)), scrapes)) return 0;
        var quick = _quick.Evidence(NormalTail.Evidence(reading.Deviation.Quick), scrapes, FleetSlope);
        return Math.Max(quick, _slow.Evidence(NormalTail.Evidence(reading.Deviation.Slow), scrapes, FleetSlope));
    }

    /// <summary>Moves the sequential test on, and learns the long-run moments as far as the rate allows.</summary>
    public void Advance(in ChannelReading reading, ChannelPrior prior, long elapsedMs, in LearningRate rate)
    {
        var (innovation, standard) = (reading.Novelty.Innovation, reading.Novelty.Standard);
        _cusum.Add(innovation, CusumOnset.Usual, elapsedMs);
        _strong.Add(innovation, CusumOnset.Strong, elapsedMs);
        _means.Advance(innovation, standard);
        if (rate.Weight > 0) Learn(reading, prior, rate);
        _filter.Advance(standard, reading.Novelty.State);
    }

    /// <summary>Takes claims into the tails.</summary>
    public void LearnTail(in ChannelReading reading)
    {
        _quick.Learn(Claim(reading.Deviation.Quick));
        _slow.Learn(Claim(reading.Deviation.Slow));
    }

    /// <summary>Takes claims of an open drift, which may yet be left out of the tails.</summary>
    public void FollowTail(in ChannelReading reading)
    {
        _quick.Follow(Claim(reading.Deviation.Quick));
        _slow.Follow(Claim(reading.Deviation.Slow));
    }

    /// <summary>Counts what the drift claimed after all, unless it claimed this or more: it was noise.</summary>
    public void SettleTail(double beyond)
    {
        if (_quick.Held < beyond) _quick.Settle();
        if (_slow.Held < beyond) _slow.Settle();
    }

    /// <summary>Halves what the tails have counted.</summary>
    public void Halve()
    {
        _quick.Halve();
        _slow.Halve();
    }

    /// <summary>Begins the test anew and keeps what was learned.</summary>
    public void Reset()
    {
        _means.Reset();
        _cusum.Reset();
        _strong.Reset();
        _quick.Drop();
        _slow.Drop();
        _filter.Break();
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_location);
        writer.Write(_scale);
        _filter.Save(writer);
        _means.Save(writer);
        _quick.Save(writer);
        _slow.Save(writer);
        _cusum.Save(writer);
        _strong.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _location = reader.ReadFloat();
        _scale = reader.ReadFloat();
        _filter.Restore(ref reader);
        _means.Restore(ref reader);
        _quick.Restore(ref reader);
        _slow.Restore(ref reader);
        _cusum.Restore(ref reader);
        _strong.Restore(ref reader);
    }

    // Largest deviations of the quick means and of the slow ones.
    private readonly Deviation Deviation(in Novelty novelty, bool isOpen)
    {
        var witness = Deviation(WitnessScale, novelty);
        var quick = Math.Max(Deviation(0, novelty), witness);
        // Once the drift is known its wandering is followed and foretold, and it alone still tells of it.
        if ((isOpen ? Math.Max(witness, novelty.Level) : witness) <= WitnessDeviation) return new Deviation(quick, 0);
        var slow = 0.0;
        for (var scale = ScaleMeans.FirstSlow; scale < (isOpen ? SlowestScale : ScaleMeans.Scales); scale++)
            slow = Math.Max(slow, Deviation(scale, novelty));
        return new Deviation(quick, slow);
    }

    private void Learn(in ChannelReading reading, ChannelPrior prior, in LearningRate rate)
    {
        var statistic = reading.Statistic;
        if (float.IsNaN(_location)) _location = (float)statistic;
        _means.Learn(reading.Novelty.Innovation, rate.Count, rate.Fading, rate.Weight);
        _filter.Learn(reading.Novelty.Standard, rate.Gain);
        var limit = Clip * Scale(prior);
        var residual = Math.Clamp(statistic - _location, -limit, limit);
        _location += (float)(rate.LocationGain * residual);
        _scale += (float)(rate.Gain * ((Math.Abs(residual) * DeviationPerMeanAbsolute) - _scale));
    }

    // Below the first rung a ladder does not ask how much it is.
    private static double Claim(double deviation) =>
        deviation > 0 && NormalTail.MostEvidence(deviation) >= TailLadder.First ? NormalTail.Evidence(deviation) : 0;

    private readonly double Scale(ChannelPrior prior) => Math.Max(_scale, prior.Floor);

    private readonly double Standardise(double statistic, ChannelPrior prior) =>
        float.IsNaN(_location) ? 0 : (statistic - _location) / Scale(prior);

    private readonly double Deviation(int scale, in Novelty novelty) => _means.Deviation(scale, novelty.Innovation, novelty.Standard);
}
