using Telemetry.Contracts.Signals;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Correlating;

/// <summary>A signal record in the terms of correlation: only signals whose verdict counts take part.</summary>
internal static class SignalFindings
{
    public static ScrapeFinding Of(SignalRecord record)
    {
        var findings = new List<SignalFinding>(record.Points.Count);
        foreach (var point in record.Points)
            if (point.Verdict == Verdict.Scored)
                findings.Add(new SignalFinding(point.Signal, point.Family, point.Component, point.Score, point.OnsetMs, point.Value, point.Baseline)
                {
                    Typical = point.Typical,
                    TypicalBaseline = point.TypicalBaseline,
                    Moved = [.. point.Moved.Select(moved => new BucketShift(moved.Lower, moved.Upper, moved.NormalShare, moved.Share))],
                    Breach = BreachForecasts.Of(point),
                    IsAdopted = point.IsAdopted,
                });
        return new ScrapeFinding(
            record.Target.Job, record.Target.Instance, record.ScrapeTimeMs, record.ScrapeDurationMs, record.IntervalMs, record.Up, findings)
        {
            Ends = record.Ends,
            RestartedMs = record.RestartedMs,
        };
    }
}
