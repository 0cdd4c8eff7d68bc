using System.Text.Json;
using Spectre.Console;

namespace Telemetry.Cli.Demo;

/// <summary>A page, drawn from what arrived at the pager.</summary>
internal static class PagePanel
{
    private const int MaxCharacters = 600;

    /// <summary>The panel of one PagerDuty trigger.</summary>
    public static Panel Of(JsonElement page)
    {
        var payload = page.GetProperty("payload");
        var rows = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        rows.AddRow(new Markup("[bold]summary[/]"), new Markup($"[bold]{Markup.Escape(payload.GetProperty("summary").GetString()!)}[/]"));
        foreach (var name in (string[])["severity", "source", "component", "class", "timestamp"])
        {
            if (payload.TryGetProperty(name, out var value)) rows.AddRow(new Markup($"[grey]{name}[/]"), new Text(value.ToString()));
        }

        if (payload.TryGetProperty("custom_details", out var details))
        {
            foreach (var detail in details.EnumerateObject())
                rows.AddRow(new Markup($"[grey]{Markup.Escape(detail.Name)}[/]"), new Text(Short(detail.Value)));
        }

        return new Panel(rows).Header("[red bold] the pager rings [/]").BorderColor(Color.Red).Expand();
    }

    private static string Short(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Array ? string.Join('\n', value.EnumerateArray().Select(Item)) : value.ToString();
        return text.Length <= MaxCharacters ? text : text[..MaxCharacters] + "…";
    }

    // A list of objects is a list of signals: name, place, value and what is normal.
    private static string Item(JsonElement item) => item.ValueKind == JsonValueKind.Object
        ? $"{Field(item, "signal")} at {Field(item, "where")}: {Field(item, "now")} (normal {Field(item, "normal")})"
        : item.ToString();

    private static string Field(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.ToString() : "?";
}
