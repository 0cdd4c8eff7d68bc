using Telemetry.Alerting.Explanations;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>An explanation on an incident's page; its first action stands in the headline of the card.</summary>
internal static class ExplanationSection
{
    public static void Write(HtmlWriter html, Explanation explanation)
    {
        html.Write($"<h3>What happened</h3><p>{explanation.Headline} {explanation.Began} {explanation.Worsened}</p>");
        WriteList(html, "Who feels it", explanation.Felt);
        WriteList(html, "What moved", explanation.Moved);
        WriteList(html, "Changed near the onset", explanation.Changes);
        WriteList(html, "Ruled out", explanation.RuledOut);
        WriteList(html, "Feedback", explanation.Budgets);
    }

    private static void WriteList(HtmlWriter html, string title, IReadOnlyList<string> entries)
    {
        if (entries.Count == 0) return;
        html.Write($"<h3>{title}</h3><ul>");
        foreach (var entry in entries) html.Write($"<li>{entry}</li>");
        html.Write($"</ul>");
    }
}
