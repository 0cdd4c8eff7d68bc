namespace Telemetry.Alerting.Templates;

/// <summary>Templates by name: Alertmanager's default ones and those of the settings over them. Immutable.</summary>
internal sealed class TemplateSet
{
    /// <summary>The default templates alone.</summary>
    public static TemplateSet Default { get; } = new();
}
