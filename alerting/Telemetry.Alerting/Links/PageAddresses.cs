using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Pictures;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Links;

/// <summary>What goes with a page to be opened: runbook, evidence, actions, picture.</summary>
internal static class PageAddresses
{
    /// <summary>Links, the most useful first; empty where the outside address is unknown.</summary>
    public static IReadOnlyList<NotificationLink> LinksOf(this IncidentLinks links, EpisodeKey episode, IncidentRecord record)
    {
        var all = new List<NotificationLink>();
        var runbook = links.Guides.RunbookOf(record);
        if ((runbook.Elsewhere ?? links.RunbookOf(runbook.Name)) is { } page) all.Add(new(page, $"Runbook: {runbook.Title}"));
        if (links.Of(episode) is not { } incident) return all;
        all.Add(new(incident, "Incident: evidence and time line"));
        all.Add(new(links.AcknowledgementOf(episode.Value) ?? Section(incident, "acknowledge"), "Acknowledge"));
        all.Add(new(Section(incident, "silence"), "Silence"));
        all.Add(new(Section(incident, "feedback"), "Real or noise? Say so"));
        return all;
    }

    /// <summary>The picture; empty where there is none, or it cannot be reached from outside.</summary>
    public static IReadOnlyList<NotificationImage> ImagesOf(this IncidentLinks links, EpisodeKey episode, IncidentRecord record) =>
        IncidentPicture.DescribeOf(record) is { } description && links.PictureOf(episode) is { } picture ? [new(picture, links.Of(episode), description)] : [];

    private static Uri Section(Uri page, string name) => new($"{page.AbsoluteUri}#{name}");
}
