namespace Telemetry.EndToEnd.Alerting;

/// <summary>One thing done to a router at a moment of the case.</summary>
/// <param name="At">Seconds from the begin.</param>
/// <param name="Act">What is done.</param>
internal sealed record CaseStep(double At, Func<CaseStage, Task> Act);
