using System.Text.Json;
using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>The receivers, and what they have heard: read once, request by request.</summary>
internal sealed class ChaosSinks(WebhookStandIn hook, PagerDutyStandIn pager)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<HeardMessage>> _hook = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<HeardMessage>> _pager = new(StringComparer.Ordinal);
    private int _hookRead;
    private int _pagerRead;

    /// <summary>Whether the receivers of an alert have been told that it fires.</summary>
    public bool HasHeardOf(string name, bool isCritical)
    {
        lock (_lock)
        {
            Read();
            return Fires(_hook, name) && (!isCritical || Fires(_pager, name));
        }
    }

    /// <summary>Whether the receivers of an alert have been told that it is over.</summary>
    public bool HasHeardTheEndOf(string name, bool isCritical)
    {
        lock (_lock)
        {
            Read();
            return Ended(_hook, name) && (!isCritical || Ended(_pager, name));
        }
    }

    /// <summary>What the webhook heard of an alert, in order.</summary>
    public IReadOnlyList<HeardMessage> HookHeard(string name)
    {
        lock (_lock) return _hook.TryGetValue(name, out var heard) ? heard : [];
    }

    /// <summary>What the pager heard of an alert, in order.</summary>
    public IReadOnlyList<HeardMessage> PagerHeard(string name)
    {
        lock (_lock) return _pager.TryGetValue(name, out var heard) ? heard : [];
    }

    /// <summary>Incidents at the pager that have the key of another.</summary>
    public int DoubledIncidents => pager.Alerts.GroupBy(alert => alert.DedupKey).Sum(same => same.Count() - 1);

    private static bool Fires(Dictionary<string, List<HeardMessage>> heard, string name) => heard.TryGetValue(name, out var messages) && messages.Exists(message => message.Fires);

    private static bool Ended(Dictionary<string, List<HeardMessage>> heard, string name) => heard.TryGetValue(name, out var messages) && messages.Exists(message => !message.Fires);

    private void Read()
    {
        var posted = hook.Requests;
        for (; _hookRead < posted.Count; _hookRead++)
        {
            using var message = JsonDocument.Parse(posted[_hookRead].Body);
            var name = message.RootElement.GetProperty("groupLabels").GetProperty("alertname").GetString()!;
            Add(_hook, name, new HeardMessage(posted[_hookRead].Headers["webhook-id"], message.RootElement.GetProperty("status").GetString() == "firing"));
        }

        var events = pager.Requests;
        for (; _pagerRead < events.Count; _pagerRead++)
        {
            using var message = JsonDocument.Parse(events[_pagerRead].Body);
            var key = message.RootElement.GetProperty("dedup_key").GetString()!;
            var fires = message.RootElement.GetProperty("event_action").GetString() == "trigger";
            var name = fires ? NameIn(message.RootElement.GetProperty("payload").GetProperty("summary").GetString()!) : _names.GetValueOrDefault(key, key);
            _names[key] = name;
            Add(_pager, name, new HeardMessage(key, fires));
        }
    }

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    // Alertmanager's default summary: [FIRING:1] NAME (other labels)
    private static string NameIn(string summary) => summary.Split(' ')[1];

    private static void Add(Dictionary<string, List<HeardMessage>> heard, string name, HeardMessage message)
    {
        if (!heard.TryGetValue(name, out var messages)) heard[name] = messages = [];
        messages.Add(message);
    }
}

/// <summary>A message that a receiver heard.</summary>
/// <param name="Id">What it knows a repetition by.</param>
/// <param name="Fires">Whether it said that the alert fires.</param>
internal sealed record HeardMessage(string Id, bool Fires);
