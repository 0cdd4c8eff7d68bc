using System.Text.Json;
using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>The receivers, and what they have heard: read once, request by request. Safe for concurrent use.</summary>
internal sealed class ChaosSinks(WebhookStandIn hook, PagerDutyStandIn pager)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<HeardMessage>> _hook = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<HeardMessage>> _pager = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _hookRead;
    private int _pagerRead;

    /// <summary>Incidents at the pager that have the key of another.</summary>
    public int DoubledIncidents => pager.Alerts.GroupBy(alert => alert.DedupKey).Sum(same => same.Count() - 1);

    /// <summary>What receivers rejected.</summary>
    public IEnumerable<string> Faults => [.. hook.Faults, .. pager.Faults];

    /// <summary>Whether its receivers have been told that it fires.</summary>
    public bool HasHeardOf(ChaosThing thing) => Heard(thing).All(messages => messages.Any(message => message.Fires));

    /// <summary>Whether its receivers have been told that it is over.</summary>
    public bool HasHeardTheEndOf(ChaosThing thing) => Heard(thing).All(messages => messages.Any(message => !message.Fires));

    /// <summary>What each of its receivers heard of it, in order; the webhook's first.</summary>
    public IReadOnlyList<IReadOnlyList<HeardMessage>> Heard(ChaosThing thing)
    {
        lock (_lock)
        {
            Read();
            return thing.IsCritical ? [Of(_hook, thing), Of(_pager, thing)] : [Of(_hook, thing)];
        }
    }

    private static HeardMessage[] Of(Dictionary<string, List<HeardMessage>> heard, ChaosThing thing) =>
        heard.TryGetValue(thing.Name, out var messages) ? [.. messages] : [];

    private void Read()
    {
        var posted = hook.Requests;
        for (; _hookRead < posted.Count; _hookRead++) ReadPosted(posted[_hookRead]);
        var events = pager.Requests;
        for (; _pagerRead < events.Count; _pagerRead++) ReadEvent(events[_pagerRead]);
    }

    // A group in Alertmanager's format, or one of our incidents in our own.
    private void ReadPosted(StandInRequest posted)
    {
        using var message = JsonDocument.Parse(posted.Body);
        var id = posted.Headers["webhook-id"];
        if (message.RootElement.TryGetProperty("groupLabels", out var labels))
            Add(_hook, labels.GetProperty("alertname").GetString()!, new HeardMessage(id, message.RootElement.GetProperty("status").GetString() == "firing"));
        else if (message.RootElement.TryGetProperty("data", out var incident))
            Add(_hook, incident.GetProperty("incident").GetString()!, new HeardMessage(id, message.RootElement.GetProperty("type").GetString() != "incident.resolved"));
    }

    private void ReadEvent(StandInRequest sent)
    {
        using var message = JsonDocument.Parse(sent.Body);
        var key = message.RootElement.GetProperty("dedup_key").GetString()!;
        var fires = message.RootElement.GetProperty("event_action").GetString() == "trigger";
        if (fires) _names[key] = NameIn(message.RootElement.GetProperty("payload"));
        Add(_pager, _names.GetValueOrDefault(key, key), new HeardMessage(key, fires));
    }

    // Alertmanager's default summary: [FIRING:1] NAME (other labels). An incident's source: CLUSTER/COMPONENT.
    private static string NameIn(JsonElement payload)
    {
        var summary = payload.GetProperty("summary").GetString()!;
        return summary.StartsWith('[') ? summary.Split(' ')[1] : payload.GetProperty("source").GetString()!.Split('/')[^1];
    }

    private static void Add(Dictionary<string, List<HeardMessage>> heard, string name, HeardMessage message)
    {
        if (!heard.TryGetValue(name, out var messages)) heard[name] = messages = [];
        messages.Add(message);
    }
}
