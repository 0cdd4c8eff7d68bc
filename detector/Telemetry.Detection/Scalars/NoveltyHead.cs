using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// Evidence that a value lies where the series has never been: its distance to what was seen, judged by how often this series, and before
/// it the fleet, has gone so far. A series that often goes where it never was is believed less. 104 bytes.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct NoveltyHead
{
    private const int Levels = 9;

    // Level k is a distance of 2^k/512 ranges.
    private const double SmallestDistance = 1.0 / 512;

    // The fleet's rate of new values per sample, beyond a hundredth of the range falling as its 0.7th power: fitted to web and cloud series.
    private const double FleetRate = 3.5e-3;
    private const double FleetDistance = 0.01;
    private const double FleetPower = 0.7;

    // Samples that the fleet counts as, and after which the own past fades.
    private const double FleetSamples = 5000;
    private const double MemorySamples = 5000;

    // Fading is done once in 16 samples.
    private const int FadeInterval = 16;
    private const float Kept = (float)(1 - (FadeInterval / MemorySamples));

    // One excursion is one event; it fades by e in so many samples.
    private const double HoldSamples = 60;

    // Calibrated on what was left after holding and habituation: such events are as rare as 0.6 decades more evidence says.
    private const double Offset = 0.6;
    private const double HabituationPerDecade = 0.4;
    private const double EventEvidence = 2;

    private static readonly double[] Fleet = [.. Enumerable.Range(0, Levels).Select(FleetRateOf)];
    private static readonly double HoldDecay = Math.Exp(-1 / HoldSamples);

    private ValueSupport _support;
    private Counts _counts;
    private float _samples;
    private float _heldDistance;
    private float _heldEvidence;
    private float _events;
    private byte _sinceFade;

    /// <summary>Evidence of a value, −log₁₀ of the rate at which new values so far away come; 0 for one that is not new.</summary>
    public readonly double Evidence(double value)
    {
        var evidence = Raw(_support.Novelty(value));
        return evidence > _heldEvidence ? evidence + Offset : 0;
    }

    /// <summary>Takes a value into account.</summary>
    public void Learn(double value)
    {
        var distance = _support.Novelty(value);
        var evidence = Raw(distance);
        _heldDistance *= (float)HoldDecay;
        _heldEvidence *= (float)HoldDecay;
        _samples++;
        if (++_sinceFade == FadeInterval) Fade();
        if (distance > _heldDistance)
        {
            _counts[LevelOf(distance)]++;
            _heldDistance = (float)distance;
        }

        if (evidence > _heldEvidence)
        {
            if (evidence > EventEvidence) _events++;
            _heldEvidence = (float)evidence;
        }

        _support.Learn(value);
    }

    public readonly void Save(SnapshotWriter writer)
    {
        _support.Save(writer);
        for (var level = 0; level < Levels; level++) writer.Write((double)_counts[level]);
        writer.Write((double)_samples);
        writer.Write((double)_heldDistance);
        writer.Write((double)_heldEvidence);
        writer.Write((double)_events);
        writer.Write((int)_sinceFade);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _support.Restore(ref reader);
        for (var level = 0; level < Levels; level++) _counts[level] = (float)reader.ReadDouble();
        _samples = (float)reader.ReadDouble();
        _heldDistance = (float)reader.ReadDouble();
        _heldEvidence = (float)reader.ReadDouble();
        _events = (float)reader.ReadDouble();
        var sinceFade = reader.ReadInt();
        if (sinceFade is < 0 or >= FadeInterval) throw new SnapshotException("Novelty fades at no such time.");
        _sinceFade = (byte)sinceFade;
    }

    private static double FleetRateOf(int level) =>
        FleetRate / (1 + Math.Pow(SmallestDistance * Math.Pow(2, level) / FleetDistance, FleetPower));

    private static int LevelOf(double distance) =>
        Math.Clamp((int)(Math.Log2(distance / SmallestDistance)), 0, Levels - 1);

    private readonly double Raw(double distance)
    {
        if (distance <= 0) return 0;
        var level = LevelOf(distance);
        var reached = 0f;
        for (var i = level; i < Levels; i++) reached += _counts[i];
        var rate = (reached + (FleetSamples * Fleet[level])) / (_samples + FleetSamples);
        return Math.Max(-Math.Log10(rate) - (HabituationPerDecade * Math.Log10(1 + _events)), 0);
    }

    private void Fade()
    {
        _sinceFade = 0;
        _samples *= Kept;
        _events *= Kept;
        for (var level = 0; level < Levels; level++) _counts[level] *= Kept;
    }

    [InlineArray(Levels)]
    private struct Counts
    {
        private float _first;
    }
}
