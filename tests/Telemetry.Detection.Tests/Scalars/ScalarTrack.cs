using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Tests.Scalars;

/// <summary>A scalar detector and its gate on their way through a series of one sample a minute.</summary>
internal sealed class ScalarTrack(double alertsPerDay = 1, bool hasDayProfile = true, long startMs = 1_700_000_000_000)
{
    public const int StepMs = 60_000;
    public const int DaySamples = 1440;

    private readonly SnapshotWriter _writer = new();
    private ScalarDetector _detector = new(hasDayProfile: hasDayProfile);
    private AlertGate _gate = new(alertsPerDay);
    private long _samples;

    public int Alerts { get; private set; }

    public long OpenSinceMs => _detector.OpenSinceMs;

    public ScrapeTime Now => new(startMs + (_samples * StepMs), StepMs / 1000.0);

    /// <summary>Usual life: ±30 % with the day, 5 % of noise.</summary>
    public double Usual(Gaussian noise) => (100 + (30 * Math.Sin(2 * Math.PI * _samples / DaySamples))) * (1 + (0.05 * noise.Normal()));

    public SignalScore Step(double value, Learning learning = Learning.Allowed)
    {
        _detector.Add(value);
        var score = learning == Learning.Suspended ? SignalScore.Nothing : _detector.Score(Now);
        if (_gate.Score(score, Now).IsAlert) Alerts++;
        _gate.Learn(score, Now);
        _detector.Learn(Now, learning);
        _samples++;
        return score;
    }

    /// <summary>Takes the present level for the new normal.</summary>
    public void Adopt() => _detector.Adopt();

    /// <summary>Goes on with a detector and a gate that were restored from the present ones.</summary>
    public void Reload()
    {
        _writer.Clear();
        _detector.Save(_writer);
        _gate.Save(_writer);
        var reader = new SnapshotReader(_writer.Written.Span);
        (_detector, _gate) = (new ScalarDetector(hasDayProfile: hasDayProfile), new AlertGate(alertsPerDay));
        _detector.Restore(ref reader);
        _gate.Restore(ref reader);
    }

    /// <summary>Lets time pass without a sample.</summary>
    public void Skip(int samples) => _samples += samples;
}
