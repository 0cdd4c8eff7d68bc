namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Text that HTML takes as it stands: what <c>safeHtml</c> gives.</summary>
internal sealed record SafeHtml(string Text);
