using System.Globalization;
using Telemetry.Collector.Scheduling;
using Telemetry.Pages;

namespace Telemetry.Collector.Pages;

/// <summary>One target's line in the table.</summary>
internal static class TargetLine
{
    public static void Write(HtmlWriter html, TargetRow row, DateTimeOffset now)
    {
        var state = $"{row.Health}".ToLowerInvariant();
        html.Write($"<tr><th scope=\"row\">{row.Target.Id.Job} / {row.Target.Id.Instance}<small>{row.Target.Url.AbsoluteUri}</small></th>");
        html.Write($"<td><span class=\"state {state}\">{state}</span></td>");
        WriteLast(html, row, now);
        WriteInterval(html, row);
        html.Write($"<td class=\"why\">");
        if (row.Reason.Length > 0) html.Write($"<code>{row.Reason}</code> ");
        html.Write($"{row.Detail}");
        if (row.Cure.Length > 0) html.Write($"<small>{row.Cure}</small>");
        if (row.Last is { Verdict.Note: { Length: > 0 } note }) html.Write($"<small>{note}</small>");
        if (row.Pooled?.LostAt is { } lost) html.Write($"<small>Another shard owns it since {Time(lost)}; scraped here until that has surely begun.</small>");
        html.Write($"</td></tr>");
    }

    private static void WriteLast(HtmlWriter html, TargetRow row, DateTimeOffset now)
    {
        if (row.Last is not { } last)
        {
            html.Write($"<td>never</td><td></td><td></td>");
            return;
        }

        html.Write($"<td><time datetime=\"{last.Start.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\">{Ago(now - last.Start)}</time>");
        if (last.Failed > 1) html.Write($"<small>{last.Failed} in a row without a page</small>");
        html.Write($"</td><td class=\"number\">{DurationText.Of(last.Duration)}</td>");
        html.Write($"<td class=\"number\">{last.Verdict.Samples}<small>{Size(last.Bytes)}</small></td>");
    }

    private static void WriteInterval(HtmlWriter html, TargetRow row)
    {
        if (row.Pooled is not { Keeper: var keeper })
        {
            html.Write($"<td>{DurationText.Of(row.Target.Interval)}</td>");
            return;
        }

        html.Write($"<td>{DurationText.Of(keeper.Grid.IntervalOf(keeper.Pace.Pace))}");
        if (keeper.Pace.Pace != ScrapePace.Configured) html.Write($"<small>instead of {DurationText.Of(row.Target.Interval)}</small>");
        if (keeper.Pace.Why.Length > 0) html.Write($"<small>{keeper.Pace.Why}</small>");
        html.Write($"</td>");
    }

    private static string Ago(TimeSpan ago) => ago < TimeSpan.FromSeconds(1) ? "now" : $"{DurationText.Of(TimeSpan.FromSeconds(Math.Floor(ago.TotalSeconds)))} ago";

    private static string Size(int bytes) => bytes < 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes} B")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KB");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
