using System.Text.Json;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Writes what an event says of a group of alerts: for the default templates what Alertmanager 0.25 sends.</summary>
internal sealed class PagerDutyGroup(PagerDutyOptions options, GroupTexts texts)
{
    // What a rejected event is tried again with: the end of each detail is cut.
    private const int BriefLength = 1000;
    private const int PlainLength = 200;

    // An Alertmanager's own severity, where a template gives none that PagerDuty knows.
    private const string DefaultSeverity = "error";

    private static readonly KeyValuePair<string, string>[] DefaultDetails =
    [
        new("firing", "{{ template \"pagerduty.default.instances\" .Alerts.Firing }}"),
        new("resolved", "{{ template \"pagerduty.default.instances\" .Alerts.Resolved }}"),
        new("num_firing", "{{ .Alerts.Firing | len }}"),
        new("num_resolved", "{{ .Alerts.Resolved | len }}"),
    ];

    /// <summary>Writes payload, client, pictures and links.</summary>
    public void Write(Utf8JsonWriter json, Notification notification, DetailLevel detail, int limit)
    {
        WritePayload(json, detail, limit);
        if (detail < DetailLevel.Minimal)
        {
            WriteUnlessEmpty(json, "client", texts[options.Client], limit);
            WriteUnlessEmpty(json, "client_url", texts[options.ClientUrl], limit);
        }

        if (detail < DetailLevel.Plain) PagerDutyAttachments.WriteImages(json, options.Images.Select(image => (texts[image.Src], texts[image.Href], texts[image.Alt])));
        PagerDutyAttachments.WriteLinks(json, LinksOf(notification, detail));
    }

    private IEnumerable<(string Address, string Text)> LinksOf(Notification notification, DetailLevel detail)
    {
        if (detail == DetailLevel.Minimal)
        {
            // The one link of the meagre page must lead somewhere useful.
            var where = notification.Link?.AbsoluteUri ?? texts.Data.ExternalUrl;
            return [(where, "Alerts")];
        }

        var written = options.Links.Select(link => (texts[link.Href], texts[link.Text]));
        return written.Concat(notification.Links.Select(link => (link.Address.AbsoluteUri, link.Text)));
    }

    private void WritePayload(Utf8JsonWriter json, DetailLevel detail, int limit)
    {
        json.WriteStartObject("payload");
        json.WriteString("summary", Truncation.CutRunes(texts.Or(options.Description, texts.Plain), PagerDutyEvent.MaxSummaryLength));
        json.WriteString("source", Truncation.Cut(texts.Or(options.Client, "Alertmanager"), Math.Max(limit, 1)));
        json.WriteString("severity", Severity());
        if (detail < DetailLevel.Minimal)
        {
            WriteUnlessEmpty(json, "class", texts[options.Class], limit);
            WriteUnlessEmpty(json, "component", texts[options.Component], limit);
            WriteUnlessEmpty(json, "group", texts[options.Group], limit);
            WriteDetails(json, Math.Min(limit, detail switch { DetailLevel.Full => int.MaxValue, DetailLevel.Brief => BriefLength, _ => PlainLength }));
        }

        json.WriteEndObject();
    }

    private void WriteDetails(Utf8JsonWriter json, int limit)
    {
        var details = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in DefaultDetails.Concat(options.Details)) details[name] = text;
        WireJson.WriteStrings(json, "custom_details", details.Select(entry => KeyValuePair.Create(entry.Key, Truncation.Cut(texts[entry.Value], limit))));
    }

    private string Severity()
    {
        var severity = texts[options.Severity];
        return PagerDutyEvent.Severities.Contains(severity) ? severity : DefaultSeverity;
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string text, int limit)
    {
        if (text.Length > 0) json.WriteString(name, Truncation.Cut(text, limit));
    }
}
