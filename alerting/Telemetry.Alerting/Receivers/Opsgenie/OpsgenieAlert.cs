using System.Text.Json;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>Renders a notification as a request of Opsgenie's Alert API, within its limits.</summary>
internal sealed class OpsgenieAlert(OpsgenieOptions options, TemplateSet templates)
{
    private const int MaxMessageLength = 130;
    private const int MaxDescriptionLength = 15_000;
    private const int MaxSourceLength = 100;
    private const int MaxEntityLength = 512;
    private const int MaxNoteLength = 25_000;
    private const int MaxTags = 20;
    private const int MaxTagLength = 50;
    private const int MaxActions = 10;
    private const int MaxActionLength = 50;
    private const string Source = "Telemetry";
    private static readonly IReadOnlyList<string> Priorities = ["P1", "P2", "P3", "P4", "P5"];

    /// <summary>The body of the request that opens an alert or joins the open one of its alias.</summary>
    public ReadOnlyMemory<byte> RenderCreate(Notification notification, DetailLevel detail) => WireJson.Render(json =>
    {
        json.WriteStartObject();
        json.WriteString("alias", notification.DedupKey);
        switch (notification.Subject)
        {
            case IncidentSubject incident: WriteIncident(json, notification, incident, detail); break;
            case GroupSubject group: WriteGroup(json, new GroupTexts(templates, group.Data), detail); break;
        }

        json.WriteEndObject();
    });

    /// <summary>The body of the request that closes an alert.</summary>
    public ReadOnlyMemory<byte> RenderClose(Notification notification) => WireJson.Render(json =>
    {
        json.WriteStartObject();
        var source = notification.Subject is GroupSubject group ? new GroupTexts(templates, group.Data).Or(options.Source, Source) : Source;
        json.WriteString("source", Truncation.Cut(source, MaxSourceLength));
        json.WriteEndObject();
    });

    private void WriteIncident(Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail)
    {
        var record = incident.Current;
        var summary = IncidentText.Title(notification, incident);
        json.WriteString("message", Truncation.CutRunes(summary, MaxMessageLength));
        var text = $"{summary}\n\n{IncidentText.Of(incident, detail)}\n\n{notification.Link}".Trim();
        json.WriteString("description", Truncation.Cut(text, MaxDescriptionLength));
        json.WriteString("source", Source);
        json.WriteString("priority", notification.Level == AlertLevel.Page ? "P1" : "P3");
        OpsgenieResponders.Write(json, options.Responders, text => text);
        if (detail == DetailLevel.Minimal) return;
        json.WriteString("entity", Truncation.Cut($"{record.Cluster}/{AlertLabels.ComponentOf(record)}", MaxEntityLength));
        WriteList(json, "tags", TagsOf(options.Tags), MaxTags, MaxTagLength);
        OpsgenieDetails.Write(json, DetailsOf(notification, incident, detail));
    }

    private static IEnumerable<KeyValuePair<string, string>> DetailsOf(Notification notification, IncidentSubject incident, DetailLevel detail)
    {
        var links = detail < DetailLevel.Plain ? notification.Links.Select(link => KeyValuePair.Create(link.Text, link.Address.AbsoluteUri)) : [];
        return AlertLabels.Of(incident.Announced, notification.Level).Concat(links);
    }

    private void WriteGroup(Utf8JsonWriter json, GroupTexts texts, DetailLevel detail)
    {
        json.WriteString("message", Truncation.CutRunes(texts.Or(options.Message, texts.Plain), MaxMessageLength));
        if (detail < DetailLevel.Minimal) WriteUnlessEmpty(json, "description", texts[options.Description], detail == DetailLevel.Full ? MaxDescriptionLength : MaxDescriptionLength / 10);
        json.WriteString("source", Truncation.Cut(texts.Or(options.Source, Source), MaxSourceLength));
        if (texts[options.Priority] is var priority && Priorities.Contains(priority)) json.WriteString("priority", priority);
        OpsgenieResponders.Write(json, options.Responders, text => texts[text]);
        if (detail == DetailLevel.Minimal) return;
        WriteList(json, "tags", TagsOf(texts[options.Tags]), MaxTags, MaxTagLength);
        WriteUnlessEmpty(json, "entity", texts[options.Entity], MaxEntityLength);
        WriteList(json, "actions", TagsOf(texts[options.Actions]), MaxActions, MaxActionLength);
        if (detail == DetailLevel.Full) WriteUnlessEmpty(json, "note", texts[options.Note], MaxNoteLength);
        if (detail == DetailLevel.Plain) return;
        var details = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in texts.Data.CommonLabels) details[name] = value;
        foreach (var (name, text) in options.Details) details[name] = texts[text];
        OpsgenieDetails.Write(json, details);
    }

    private static IEnumerable<string> TagsOf(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> entries, int most, int maxLength)
    {
        var kept = entries.Take(most).ToArray();
        if (kept.Length == 0) return;
        json.WriteStartArray(name);
        foreach (var entry in kept) json.WriteStringValue(Truncation.Cut(entry, maxLength));
        json.WriteEndArray();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string text, int limit)
    {
        if (text.Length > 0) json.WriteString(name, Truncation.Cut(text, limit));
    }
}
