using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// Turns the evidence of one series into alerts at a budget: so many false ones a day, whatever the step. One excursion raises one alert.
/// Score first, learn second. 32 bytes.
/// </summary>
public sealed class AlertGate
{
    /// <summary>Samples before the first alert.</summary>
    public const int WarmUpSamples = 60;

    // What a young series says rests on priors: one in a thousand is as far as it is believed.
    private const double WarmingEvidence = 3;

    private const double SecondsPerDay = 86_400;

    // An excursion holds its evidence and fades by e in so many samples; only what rises above it is something new.
    private const double HoldSamples = 15;

    private static readonly double HoldDecay = Math.Exp(-1 / HoldSamples);

    private readonly double _perDay;
    private double _held;
    private int _samples;

    /// <param name="perDay">False alerts allowed per day, above 0.</param>
    public AlertGate(double perDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perDay);
        _perDay = perDay;
    }

    /// <summary>Judges one sample; changes nothing.</summary>
    public AlertVerdict Score(in SignalScore score, in ScrapeTime scrape)
    {
        var isWarming = _samples < WarmUpSamples;
        if (!score.HasEvidence || score.Beginning <= _held) return new AlertVerdict(0, false, isWarming);
        if (isWarming) return new AlertVerdict(Math.Min(score.Beginning, WarmingEvidence), false, isWarming);
        var threshold = Threshold(scrape.Seconds);
        return new AlertVerdict(score.Beginning, score.Beginning >= threshold && _held < threshold, isWarming);
    }

    /// <summary>Takes the sample into account.</summary>
    public void Learn(in SignalScore score, in ScrapeTime scrape)
    {
        _held *= HoldDecay;
        if (!score.HasEvidence) return;
        _held = Math.Max(_held, score.Beginning);
        _samples = Math.Min(_samples + 1, WarmUpSamples);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_held);
        writer.Write(_samples);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _held = reader.ReadDouble();
        _samples = reader.ReadInt();
    }

    private double Threshold(double seconds) => Math.Log10(SecondsPerDay / (Math.Max(seconds, 1) * _perDay));
}
