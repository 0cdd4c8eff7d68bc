using System.Text.Json;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Writes the pictures and links of an event. The service shows pictures over https only and rejects others.</summary>
internal static class PagerDutyAttachments
{
    /// <summary>Writes <c>images</c>; nothing where there are none that can be shown.</summary>
    public static void WriteImages(Utf8JsonWriter json, IEnumerable<(string Source, string Link, string Alternative)> images)
    {
        var shown = images.Where(image => image.Source.StartsWith("https://", StringComparison.Ordinal)).ToArray();
        if (shown.Length == 0) return;
        json.WriteStartArray("images");
        foreach (var (source, link, alternative) in shown)
        {
            json.WriteStartObject();
            json.WriteString("src", source);
            if (IsLink(link)) json.WriteString("href", link);
            if (alternative.Length > 0) json.WriteString("alt", alternative);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes <c>links</c>; nothing where there are none.</summary>
    public static void WriteLinks(Utf8JsonWriter json, IEnumerable<(string Address, string Text)> links)
    {
        var shown = links.Where(link => IsLink(link.Address)).ToArray();
        if (shown.Length == 0) return;
        json.WriteStartArray("links");
        foreach (var (address, text) in shown)
        {
            json.WriteStartObject();
            json.WriteString("href", address);
            if (text.Length > 0) json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsLink(string address) => AddressAndSecret.UrlFault(address) is null;
}
