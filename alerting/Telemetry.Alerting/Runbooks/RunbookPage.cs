using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Runbooks;

/// <summary>A runbook as a page. Of Markdown it knows what the runbooks use: headings, paragraphs, lists, and code in backquotes.</summary>
internal static class RunbookPage
{
    private const string Numbered = "1. ";
    private const string Bulleted = "- ";

    /// <summary>One runbook.</summary>
    public static string Render(string name, string text, string root)
    {
        var html = new HtmlWriter(root);
        InboxFrame.Begin(html, RunbookIndex.TitleOf(name), refreshes: false);
        html.Write($"<header><h1><a href=\"{html.At(IncidentLinks.RunbookPath)}\">Runbooks</a> / {RunbookIndex.TitleOf(name)}</h1></header><article class=\"calmly prose\">");
        var list = "";
        foreach (var line in text.Split('\n').Skip(1))
        {
            var kind = KindOf(line);
            if (kind != list) Turn(html, list, list = kind);
            WriteLine(html, line, kind);
        }

        Turn(html, list, "");
        html.Write($"</article>");
        InboxFrame.End(html);
        return html.ToString();
    }

    /// <summary>All of them.</summary>
    public static string RenderList(string root)
    {
        var html = new HtmlWriter(root);
        InboxFrame.Begin(html, "Runbooks", refreshes: false);
        html.Write($"<header><h1><a href=\"{html.At(IncidentLinks.InboxPath)}\">Alerts</a> / Runbooks</h1><p>{RunbookIndex.Names.Count} classes of incidents</p></header><article class=\"calmly\"><ul>");
        foreach (var name in RunbookIndex.Names) html.Write($"<li><a href=\"{html.At($"{IncidentLinks.RunbookPath}/{name}")}\">{RunbookIndex.TitleOf(name)}</a></li>");
        html.Write($"</ul></article>");
        InboxFrame.End(html);
        return html.ToString();
    }

    private static string KindOf(string line) =>
        line.StartsWith(Numbered, StringComparison.Ordinal) || (line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1] == '.') ? "ol"
        : line.StartsWith(Bulleted, StringComparison.Ordinal) ? "ul"
        : "";

    private static void Turn(HtmlWriter html, string from, string to)
    {
        if (from == "ol") html.Write($"</ol>");
        if (from == "ul") html.Write($"</ul>");
        if (to == "ol") html.Write($"<ol class=\"steps\">");
        if (to == "ul") html.Write($"<ul>");
    }

    private static void WriteLine(HtmlWriter html, string line, string kind)
    {
        if (kind.Length > 0)
        {
            html.Write($"<li>");
            html.WriteProse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            html.Write($"</li>");
        }
        else if (line.StartsWith('#'))
        {
            html.Write($"<h3>{line.TrimStart('#', ' ')}</h3>");
        }
        else if (line.Trim().Length > 0)
        {
            html.Write($"<p>");
            html.WriteProse(line);
            html.Write($"</p>");
        }
    }
}
