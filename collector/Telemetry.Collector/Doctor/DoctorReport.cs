namespace Telemetry.Collector.Doctor;

/// <summary>What the doctor saw and found.</summary>
/// <param name="Targets">Every target with its cost, in the order of their names.</param>
/// <param name="Findings">The worst first; alike ones of several targets are one.</param>
/// <param name="Notices">What was left out and why, one line each.</param>
public sealed record DoctorReport(IReadOnlyList<ExaminedTarget> Targets, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notices)
{
    /// <summary>The worst severity; null without findings.</summary>
    public FindingSeverity? Worst => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);
}
