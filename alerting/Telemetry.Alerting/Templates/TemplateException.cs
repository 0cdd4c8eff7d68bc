namespace Telemetry.Alerting.Templates;

/// <summary>A template cannot be read, or cannot be expanded with what it was given. The message names the template and the line.</summary>
internal sealed class TemplateException(string template, int line, string problem) : Exception($"template {template}:{line}: {problem}")
{
    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;
}
