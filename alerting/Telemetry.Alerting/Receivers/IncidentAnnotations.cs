namespace Telemetry.Alerting.Receivers;

/// <summary>What an incident says as annotations of an alert, for receivers that know alerts only.</summary>
internal static class IncidentAnnotations
{
    /// <summary>The annotations that a level of detail leaves: the summary and the sections, users' part as the description.</summary>
    public static IReadOnlyDictionary<string, string> Of(IncidentSubject incident, DetailLevel detail)
    {
        var content = AlertContent.Of(incident);
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["summary"] = content.Summary };
        if (detail < DetailLevel.Minimal) annotations["description"] = content.Impact;
        foreach (var section in PageSections.Of(content, detail)) annotations[section.Key] = section.Text;
        return annotations;
    }
}
