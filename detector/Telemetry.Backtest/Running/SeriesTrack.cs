using System.Runtime.InteropServices;
using Telemetry.Backtest.Columns;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.Backtest.Running;

/// <summary>One series on its way through its detector: scored first, learned second.</summary>
internal sealed class SeriesTrack(Column column, double alertsPerDay)
{
    /// <summary>Observations before a series may take part in an alert or a page, as in the product.</summary>
    public const int WarmSamples = 60;

    /// <summary>Steps without an observation after which the tests begin anew.</summary>
    public const int GapSteps = 5;

    // Shares above it are percent.
    private const double LargestShare = 1.5;
    private const double Percent = 100;

    private readonly ScalarDetector _detector = new(column.TellsBothWays, stillTells: column.RestsAtNone);
    private readonly AlertGate _gate = new(alertsPerDay);
    private readonly StepEstimate _step = new();
    private long _lastMs = long.MinValue;
    private long _samples;
    private double _whole = 1;

    public Column Column { get; } = column;

    /// <summary>Usual distance of its samples, milliseconds; 0 before two.</summary>
    public long StepMs => _step.Ms;

    /// <summary>Last finding; null while the series warms up or where nothing was observed.</summary>
    public SignalFinding? Finding { get; private set; }

    /// <summary>Judges a value and learns it.</summary>
    public SampleVerdict Take(long timeMs, double value)
    {
        Finding = null;
        if (timeMs == _lastMs) return new SampleVerdict(SignalScore.Nothing, 0, false, _samples < WarmSamples) { IsDouble = true };
        if (double.IsNaN(value)) return new SampleVerdict(SignalScore.Nothing, 0, false, _samples < WarmSamples);
        var distanceMs = _lastMs == long.MinValue ? 0 : timeMs - _lastMs;
        var isGap = _step.Ms > 0 && distanceMs > GapSteps * _step.Ms;
        if (distanceMs > 0) _step.Add(distanceMs);
        _lastMs = timeMs;
        return Judge(new ScrapeTime(timeMs, (isGap || distanceMs == 0 ? _step.Ms : distanceMs) / 1000.0), Worsening(value), isGap);
    }

    // What went well is judged by what did not: a share that rises when things get worse. There is none of more than all or less than nothing.
    private double Worsening(double value)
    {
        if (Column.Kind != ColumnKind.Success) return value;
        if (value > LargestShare) _whole = Percent;
        return 1 - Math.Clamp(value / _whole, 0, 1);
    }

    private SampleVerdict Judge(in ScrapeTime time, double value, bool isGap)
    {
        _detector.Add(value);
        var isWarming = _samples < WarmSamples;
        var score = isGap ? SignalScore.Nothing : _detector.Score(time);
        var verdict = _gate.Score(score, time);
        _gate.Learn(score, time);
        var learning = isGap ? Learning.Suspended : isWarming ? Learning.Warming : Learning.Allowed;
        _detector.Learn(time, learning);
        _samples++;
        var isAdopted = Adoption.IsDue(_detector.OpenSinceMs, restartedMs: 0, time.TimeMs);
        if (isAdopted) _detector.Adopt();
        if (!isWarming && score.HasEvidence) Finding = FindingOf(score) with { IsAdopted = isAdopted };
        return new SampleVerdict(score, verdict.Score, verdict.IsAlert, isWarming) { IsGap = isGap };
    }

    private SignalFinding FindingOf(in SignalScore score) => new(
        Column.Series, Column.Series, Column.Component, score.Evidence, score.OnsetMs, score.Value, score.Baseline)
    {
        Caller = Column.Caller,
    };
}

/// <summary>What came of one sample.</summary>
/// <param name="Detail">The detector's own words.</param>
/// <param name="Score">−log₁₀ of the calibrated probability.</param>
/// <param name="IsAlert">Whether an alert of the series is raised here.</param>
/// <param name="IsWarming">Whether too little has been seen to alert.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SampleVerdict(SignalScore Detail, double Score, bool IsAlert, bool IsWarming)
{
    /// <summary>Whether the series had a value for this time before.</summary>
    public bool IsDouble { get; init; }

    /// <summary>Whether it ended a pause.</summary>
    public bool IsGap { get; init; }
}
