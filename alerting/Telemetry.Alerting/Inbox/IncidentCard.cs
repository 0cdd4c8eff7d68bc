using System.Globalization;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>One incident as the inbox shows it: what a pager is sent, and the time line.</summary>
internal static class IncidentCard
{
    private const int MaxPictures = 3;

    /// <summary>Writes the card; without evidence it is the page's headline, root and time line.</summary>
    public static void Write(HtmlWriter html, InboxItem item, bool withEvidence)
    {
        var episode = item.Episode;
        var announced = episode.Announced ?? episode.Latest;
        var content = AlertContent.Of(episode.Evidence);
        html.Write($"<article class=\"{ToneOf(episode)}\">");
        WriteState(html, episode, announced);
        html.Write($"<h2><a href=\"{IncidentLinks.InboxPath}/{episode.Key.Value}\">{announced.Summary}</a></h2>");
        html.Write($"<dl><dt>Began</dt><dd>{content.Began}</dd>");
        html.Write($"<dt>Impact</dt><dd>{content.Impact}</dd><dt>First action</dt><dd>");
        html.WriteProse(content.FirstAction);
        html.Write($"</dd></dl>");
        WriteRoot(html, episode.Latest.Root);
        if (withEvidence) WriteEvidence(html, episode);
        WriteHistory(html, episode);
        MessageTable.Write(html, item.Messages);
        html.Write($"</article>");
    }

    private static void WriteState(HtmlWriter html, Episode episode, IncidentRecord announced)
    {
        var level = episode.PagedSequence is null ? "Ticket" : "Page";
        html.Write($"<div class=\"state\"><b>{(episode.IsOpen ? level : "Resolved")}</b><span>{announced.Cluster}</span>");
        html.Write($"<time>{Moment(announced.At)}</time>");
        html.Write($"<span>{Span(announced.At - announced.Began)} after onset</span>");
        if (!episode.IsOpen) html.Write($"<span>over after {Span(episode.Latest.At - announced.Began)}</span>");
        html.Write($"</div>");
    }

    private static void WriteRoot(HtmlWriter html, IReadOnlyList<RootCandidate> candidates)
    {
        html.Write($"<h3>Probable root</h3>");
        if (candidates.Count == 0)
        {
            html.Write($"<p>Unknown.</p>");
            return;
        }

        html.Write($"<div class=\"root\">");
        foreach (var candidate in candidates)
        {
            var odds = Math.Clamp(candidate.Probability, 0, 1).ToString("0.###", CultureInfo.InvariantCulture);
            html.Write($"<span>{AlertContent.RootName(candidate)}</span><meter value=\"{odds}\"></meter>");
            html.Write($"<span>{AlertContent.Percent(candidate.Probability)}</span>");
        }

        html.Write($"</div>");
    }

    private static void WriteEvidence(HtmlWriter html, Episode episode)
    {
        var evidence = episode.Evidence;
        ExplanationSection.Write(html, Explanation.Of(episode.Latest, evidence));
        if (evidence.Pictures.Count > 0) html.Write($"<h3>Course and normal band</h3>");
        foreach (var picture in evidence.Pictures.Take(MaxPictures))
        {
            var signal = evidence.Signals.FirstOrDefault(one => (one.Signal, one.Component, one.Instance) == (picture.Signal, picture.Component, picture.Instance));
            var title = signal is null ? picture.Signal : $"{ExplanationText.Title(signal)} {signal.Measure}".TrimEnd();
            SignalPictureDrawing.Write(html, picture, AlertContent.Name(title), signal?.Unit ?? "", episode.Latest.Began);
        }

        WriteSignals(html, AlertContent.Of(evidence).Signals);
    }

    private static void WriteSignals(HtmlWriter html, IReadOnlyList<SignalLine> signals)
    {
        html.Write($"<h3>Signals</h3><div class=\"wide\"><table><tr><th>Signal</th><th>Component</th><th>Instance</th>");
        html.Write($"<th class=\"number\">Now</th><th class=\"number\">Normal</th><th class=\"number\"></th><th>Since</th></tr>");
        foreach (var line in signals)
        {
            html.Write($"<tr><td title=\"{line.Family}\">{line.Signal}</td><td>{line.Component}</td><td>{line.Instance}</td>");
            html.Write($"<td class=\"number\">{line.Now}</td><td class=\"number\">{line.Normal}</td>");
            html.Write($"<td class=\"number up\">{line.Deviation}</td><td>{Clock(line.Onset)}</td></tr>");
        }

        html.Write($"</table></div>");
    }

    private static void WriteHistory(HtmlWriter html, Episode episode)
    {
        html.Write($"<h3>Time line</h3><ol>");
        html.Write($"<li><time>{Clock(episode.Latest.Began)}</time><b>began</b><span>estimated onset</span></li>");
        foreach (var entry in episode.History)
        {
            html.Write($"<li><time>{Clock(entry.At)}</time><b>{WordFor(entry)}</b><span>{entry.Summary}</span></li>");
        }

        html.Write($"</ol>");
    }

    private static string WordFor(EpisodeEntry entry) => entry.Decision.Kind switch
    {
        DecisionKind.Paged => "paged",
        DecisionKind.Ticketed => "ticketed",
        _ => entry.Change switch
        {
            IncidentChange.Opened => "opened",
            IncidentChange.Resolved => "resolved",
            _ => "updated",
        },
    };

    private static string ToneOf(Episode episode) =>
        !episode.IsOpen ? "resolved" : episode.PagedSequence is null ? "warning" : "critical";

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? $"{span.TotalSeconds:0} s"
        : $"{(int)span.TotalMinutes} min {span.Seconds} s";
}
