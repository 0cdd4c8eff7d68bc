using System.Runtime.InteropServices;

namespace Telemetry.Detection.Scalars;

/// <summary>What an <see cref="AlertGate"/> says of one sample of its series.</summary>
/// <param name="Score">−log₁₀ of the probability that under normal conditions an event at least as strong begins in one sample.</param>
/// <param name="IsAlert">Whether an alert is raised here; the samples after it, while the same event lasts, raise none.</param>
/// <param name="IsWarming">Whether too little has been seen to alert.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AlertVerdict(double Score, bool IsAlert, bool IsWarming);
