using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Renders a change near an incident's onset as a change event: it notifies nobody and stands beside the incident.</summary>
internal static class PagerDutyChange
{
    /// <summary>Most change events for one incident.</summary>
    public const int MostPerIncident = 3;

    private const int MaxFieldLength = 1000;

    /// <summary>The event's JSON.</summary>
    public static ReadOnlyMemory<byte> Render(ChangeRecord change, string routingKey, Uri? link) => WireJson.Render(json =>
    {
        json.WriteStartObject();
        json.WriteString("routing_key", routingKey);
        json.WriteStartObject("payload");
        json.WriteString("summary", Truncation.CutRunes(ChangeSummary.Of(change), PagerDutyEvent.MaxSummaryLength));
        json.WriteString("source", AlertContent.Name(change.Cluster));
        json.WriteString("timestamp", WireJson.Timestamp(change.Made));
        WireJson.WriteStrings(json, "custom_details", DetailsOf(change).Where(detail => detail.Value.Length > 0));
        json.WriteEndObject();
        if (link is not null) PagerDutyAttachments.WriteLinks(json, [(link.AbsoluteUri, "Incident: evidence and time line")]);
        json.WriteEndObject();
    });

    private static IEnumerable<KeyValuePair<string, string>> DetailsOf(ChangeRecord change) => new KeyValuePair<string, string>[]
    {
        new("kind", change.Kind), new("namespace", change.Namespace), new("name", change.Name), new("what", change.What), new("from", change.From),
        new("to", change.To), new("by", change.By), new("component", change.Component), new("detail", change.Detail),
    }.Select(detail => KeyValuePair.Create(detail.Key, Truncation.Cut(detail.Value, MaxFieldLength)));
}
