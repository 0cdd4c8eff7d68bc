using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Targets;
using Telemetry.Pages;

namespace Telemetry.Collector.Pages;

/// <summary>The targets for people: how each does, why it fails and what to do, how often it is scraped and why.</summary>
internal static class TargetsPage
{
    /// <summary>Most targets on the page; the filter finds the others.</summary>
    public const int MaxRows = 500;

    private static readonly string[] States = ["up", "down", "unknown", "dropped"];

    /// <summary>The page.</summary>
    public static string Render(PoolView view, TargetFilter filter, CollectorOptions options, DateTimeOffset now)
    {
        var all = TargetRow.Of(view).ToList();
        var shown = all.Where(filter.Takes).ToList();
        var html = new HtmlWriter();
        var down = all.Count(row => row.Health == TargetHealth.Down);
        Begin(html, down > 0 ? $"({down}) Targets" : "Targets");
        html.Write($"<header><h1>Targets</h1><p>Cluster {options.Cluster}, shard {view.Share.ToString()}: {States.Select(state => $"{Count(all, state)} {state}").Aggregate((left, right) => $"{left}, {right}")}.</p></header>");
        WriteFilter(html, filter, all);
        if (shown.Count == 0) html.Write($"<p class=\"calm\">No target is like this.</p>");
        else WriteTable(html, shown, now);
        WriteBounds(html, options);
        html.Write($"</main></body></html>");
        return html.ToString();
    }

    private static void Begin(HtmlWriter html, string title)
    {
        html.Write($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.WriteStyle(TargetsStyle.Css);
        html.Write($"</head><body><main>");
    }

    private static void WriteFilter(HtmlWriter html, TargetFilter filter, List<TargetRow> all)
    {
        html.Write($"<form method=\"get\" role=\"search\"><label>State<select name=\"state\"><option value=\"\">all</option>");
        foreach (var state in States) WriteOption(html, state, filter.State);
        html.Write($"</select></label><label>Job<select name=\"job\"><option value=\"\">all</option>");
        foreach (var job in all.Select(row => row.Target.Id.Job).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) WriteOption(html, job, filter.Job);
        html.Write($"</select></label><label>Contains<input type=\"search\" name=\"search\" value=\"{filter.Text}\"></label><button>Show</button></form>");
    }

    private static void WriteOption(HtmlWriter html, string value, string chosen)
    {
        if (value == chosen) html.Write($"<option selected>{value}</option>");
        else html.Write($"<option>{value}</option>");
    }

    private static void WriteTable(HtmlWriter html, List<TargetRow> rows, DateTimeOffset now)
    {
        html.Write($"<div class=\"wide\"><table><caption>{rows.Count} targets");
        if (rows.Count > MaxRows) html.Write($", of which the first {MaxRows} are shown");
        html.Write($"</caption><thead><tr><th scope=\"col\">Target</th><th scope=\"col\">State</th><th scope=\"col\">Last scrape</th>");
        html.Write($"<th scope=\"col\" class=\"number\">Took</th><th scope=\"col\" class=\"number\">Samples</th><th scope=\"col\">Interval</th><th scope=\"col\">Notes</th></tr></thead><tbody>");
        foreach (var row in rows.Take(MaxRows)) TargetLine.Write(html, row, now);
        html.Write($"</tbody></table></div>");
    }

    private static void WriteBounds(HtmlWriter html, CollectorOptions options)
    {
        var adaptive = options.Collector.Adaptive;
        html.Write($"<details><summary>How often a target is scraped</summary><p>");
        if (!adaptive.Enabled) html.Write($"Always at its interval: collector.adaptive.enabled is false. ");
        html.WriteProse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            At its own interval. With a signal above `collector.adaptive.event_score` ({adaptive.EventScore}) at a whole fraction of it, down to
            {DurationText.Of(SlotGrid.ShortestPart)}, until {DurationText.Of(adaptive.FastFor)} after. At twice its interval while it takes more than {adaptive.MaxCpuShare:P1} of a
            processor, sends more than {adaptive.MaxBytesPerSecond} bytes a second, or {adaptive.MaxTimeouts} scrapes have run into their timeout. With both, at its own interval.
            """));
        html.Write($"</p></details>");
    }

    private static int Count(List<TargetRow> rows, string state) => rows.Count(row => string.Equals($"{row.Health}", state, StringComparison.OrdinalIgnoreCase));
}
