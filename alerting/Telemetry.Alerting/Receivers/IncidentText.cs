using System.Text;

namespace Telemetry.Alerting.Receivers;

/// <summary>An incident as plain text, for receivers that show text.</summary>
internal static class IncidentText
{
    /// <summary>Sections with their titles, an empty line between them; empty at the least detail.</summary>
    public static string Of(IncidentSubject incident, DetailLevel detail)
    {
        var text = new StringBuilder();
        foreach (var section in PageSections.Of(AlertContent.Of(incident), detail))
        {
            if (text.Length > 0) text.Append("\n\n");
            text.Append(section.Title).Append(": ").Append(section.Text);
        }

        return text.ToString();
    }

    /// <summary>The summary as a title: the end of an incident says so.</summary>
    public static string Title(Notification notification, IncidentSubject incident)
    {
        var summary = AlertContent.Of(incident).Summary;
        return notification.Action == NotificationAction.Resolve ? $"Resolved: {summary}" : summary;
    }
}
