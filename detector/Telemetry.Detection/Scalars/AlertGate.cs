using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// Turns the evidence of one series into alerts at a budget: so many false ones a day, whatever the step. Score first, learn second.
/// </summary>
public sealed class AlertGate
{
    /// <summary>Samples before the first alert.</summary>
    public const int WarmUpSamples = 60;

    private const double SecondsPerDay = 86_400;

    // An event holds its evidence and fades by e in so many samples; only what rises above it is something new.
    private const double HoldSamples = 30;

    private readonly double _perDay;
    private double _held;
    private int _samples;

    /// <param name="perDay">False alerts allowed per day.</param>
    public AlertGate(double perDay) => _perDay = perDay;

    /// <summary>Judges one sample; changes nothing.</summary>
    public AlertVerdict Score(in SignalScore score, in ScrapeTime scrape)
    {
        var isWarming = _samples < WarmUpSamples;
        if (!score.HasEvidence || score.Evidence <= _held) return new AlertVerdict(0, false, isWarming);
        return new AlertVerdict(score.Evidence, !isWarming && score.Evidence >= Threshold(scrape.Seconds), isWarming);
    }

    /// <summary>Takes the sample into account.</summary>
    public void Learn(in SignalScore score, in ScrapeTime scrape)
    {
        _held *= Math.Exp(-1 / HoldSamples);
        if (!score.HasEvidence) return;
        _held = Math.Max(_held, score.Evidence);
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
