using Telemetry.Alerting.Audit;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>Why somebody was told of an episode, or was not, decision by decision.</summary>
internal static class WhySection
{
    public static void Write(HtmlWriter html, InboxItem item, EpisodeSurroundings around)
    {
        html.Write($"<article class=\"calmly\" id=\"why\"><h3>{(item.Face.WasTold ? "Why this was sent" : "Why nobody was told")}</h3><ul>");
        foreach (var line in WhyText.Of(item, around)) html.Write($"<li>{line}</li>");
        html.Write($"</ul></article>");
    }
}
