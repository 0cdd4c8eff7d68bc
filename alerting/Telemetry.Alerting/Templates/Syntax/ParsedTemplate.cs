namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>A template that was read: its own body and what it defines beside it.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Body">What it does.</param>
/// <param name="Definitions">Templates defined in it, by name.</param>
internal sealed record ParsedTemplate(string Name, IReadOnlyList<TemplateNode> Body, IReadOnlyDictionary<string, ParsedTemplate> Definitions)
{
    /// <summary>Whether there is nothing but white space; such a one does not replace another of its name.</summary>
    public bool IsEmpty => Body.All(node => node is TextNode text && string.IsNullOrWhiteSpace(text.Text));
}
