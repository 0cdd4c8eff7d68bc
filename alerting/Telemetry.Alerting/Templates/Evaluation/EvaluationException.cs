namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>A value is not what an operation needs. The expansion adds the place.</summary>
internal sealed class EvaluationException(string problem) : Exception(problem);
