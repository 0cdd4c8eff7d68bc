using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers;

/// <summary>A receiver's texts, filled in with what a group says.</summary>
internal sealed class GroupTexts(TemplateSet templates, NotificationData data)
{
    /// <summary>The group.</summary>
    public NotificationData Data { get; } = data;

    /// <summary>A text of the settings, filled in.</summary>
    public string this[string template] => templates.Expand(template, Data);

    /// <summary>The same as part of an HTML page.</summary>
    public string Html(string template) => templates.ExpandHtml(template, Data);

    /// <summary>The same, or another text where it comes to nothing: some fields must not be empty.</summary>
    public string Or(string template, string other) => this[template] is { Length: > 0 } text && text.Trim().Length > 0 ? text : other;

    /// <summary>What is said where the settings say nothing.</summary>
    public string Plain => $"[{Data.Status.ToUpperInvariant()}:{Data.Alerts.Count}] {string.Join(' ', Data.GroupLabels.Values)}".TrimEnd();
}
