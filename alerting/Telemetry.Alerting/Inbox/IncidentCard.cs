using System.Globalization;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>One incident as a pager is told of it, and with it the evidence and the time line.</summary>
internal static class IncidentCard
{
    private const int MaxPictures = 3;

    /// <summary>Writes the card.</summary>
    public static void Write(HtmlWriter html, EpisodeFace face, Episode episode, EpisodeSurroundings around)
    {
        var content = AlertContent.Of(new IncidentSubject(episode.Announced ?? episode.Latest, episode.Evidence) { Context = new() { History = around.History } });
        html.Write($"<article class=\"{InboxRow.ToneOf(face)}\">");
        WriteState(html, face, around);
        html.Write($"<h2>{face.Title}</h2>");
        WriteOtherRoot(html, episode);
        html.Write($"<dl>");
        foreach (var section in content.Sections.Where(section => section.Key != "probable_cause")) WriteSection(html, section);
        if (around.Runbook is { } runbook) html.Write($"<dt>Runbook</dt><dd><a href=\"{html.At(around.RunbookAddress)}\">{runbook.Title}</a></dd>");
        if (around.Owner.Length > 0) html.Write($"<dt>Owner</dt><dd>{around.Owner}</dd>");
        html.Write($"</dl>");
        WriteRoot(html, episode.Latest.Root);
        WriteEvidence(html, episode);
        WriteHistory(html, episode);
        html.Write($"</article>");
    }

    private static void WriteState(HtmlWriter html, EpisodeFace face, EpisodeSurroundings around)
    {
        html.Write($"<div class=\"state\"><b>{InboxRow.StateOf(face)}</b><span>{face.Where}</span><time>{ExplanationText.Moment(face.ToldAt)}</time>");
        html.Write($"<span>{Span(face.ToldAt - face.Began)} after onset</span>");
        if (!face.IsOpen) html.Write($"<span>over after {Span(face.ChangedAt - face.Began)}</span>");
        if (around.Acknowledged.Length > 0) html.Write($"<span>acknowledged: {around.Acknowledged}</span>");
        html.Write($"</div>");
    }

    // The title stays as it was sent, so that whoever was woken knows it again.
    private static void WriteOtherRoot(HtmlWriter html, Episode episode)
    {
        if ((episode.Announced ?? episode.Latest).Root is not [var announced, ..] || episode.Latest.Root is not [var now, ..]) return;
        if ((now.Component, now.Cause) == (announced.Component, announced.Cause)) return;
        html.Write($"<p class=\"hint\">Said so when it was announced; by now the probable root is {AlertContent.RootName(now)}, {AlertContent.Percent(now.Probability)}.</p>");
    }

    private static void WriteSection(HtmlWriter html, PageSection section)
    {
        html.Write($"<dt>{section.Title}</dt><dd>");
        foreach (var line in section.Text.Split('\n'))
        {
            html.Write($"<p>");
            html.WriteProse(line);
            html.Write($"</p>");
        }

        html.Write($"</dd>");
    }

    private static void WriteRoot(HtmlWriter html, IReadOnlyList<RootCandidate> candidates)
    {
        html.Write($"<h3>Probable cause</h3>");
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
            SignalPictureDrawing.Write(html, picture, signal, AlertContent.Name(title), episode.Latest.Began);
        }

        WriteSignals(html, AlertContent.Of(evidence).Signals);
    }

    private static void WriteSignals(HtmlWriter html, IReadOnlyList<SignalLine> signals)
    {
        if (signals.Count == 0) return;
        html.Write($"<h3>Signals</h3><div class=\"wide\"><table><tr><th>Signal</th><th>Component</th><th>Instance</th>");
        html.Write($"<th class=\"number\">Now</th><th class=\"number\">Normal</th><th class=\"number\"></th><th>Since</th></tr>");
        foreach (var line in signals)
        {
            html.Write($"<tr><td title=\"{line.Family}\">{line.Signal}</td><td>{line.Component}</td><td>{line.Instance}</td>");
            html.Write($"<td class=\"number\">{line.Now}</td><td class=\"number\">{line.Normal}</td>");
            html.Write($"<td class=\"number up\">{line.Deviation}</td><td>{ExplanationText.Clock(line.Onset)}</td></tr>");
        }

        html.Write($"</table></div>");
    }

    private static void WriteHistory(HtmlWriter html, Episode episode)
    {
        html.Write($"<h3>Time line</h3><ol>");
        html.Write($"<li><time>{ExplanationText.Clock(episode.Latest.Began)}</time><b>began</b><span>estimated onset</span></li>");
        foreach (var entry in episode.History)
        {
            html.Write($"<li><time>{ExplanationText.Clock(entry.At)}</time><b>{WordFor(entry)}</b><span>{entry.Summary}</span></li>");
        }

        html.Write($"</ol>");
    }

    private static string WordFor(EpisodeEntry entry) => entry.Decision.Kind switch
    {
        DecisionKind.Paged => "paged",
        DecisionKind.Worsened => "paged again",
        DecisionKind.ToldLater => "told later",
        DecisionKind.Ticketed => "ticketed",
        _ => entry.Change switch
        {
            IncidentChange.Opened => "opened",
            IncidentChange.Resolved => "resolved",
            _ => "updated",
        },
    };

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? $"{span.TotalSeconds:0} s"
        : $"{(int)span.TotalMinutes} min {span.Seconds} s";
}
