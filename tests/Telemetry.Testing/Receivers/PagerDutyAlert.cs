using System.Text.Json.Nodes;

namespace Telemetry.Testing.Receivers;

/// <summary>An alert as the pager shows it: opened by a trigger, joined by further triggers, ended by a resolve.</summary>
public sealed class PagerDutyAlert
{
    internal PagerDutyAlert(string dedupKey, JsonObject @event, DateTimeOffset opened)
    {
        DedupKey = dedupKey;
        Event = @event;
        Opened = opened;
    }

    /// <summary>Key that joined the events.</summary>
    public string DedupKey { get; }

    /// <summary>The event that opened it.</summary>
    public JsonObject Event { get; }

    /// <summary>When the opening event's first byte arrived.</summary>
    public DateTimeOffset Opened { get; }

    /// <summary>Events with this key that came while it was open, the opening one included.</summary>
    public int Triggers { get; internal set; } = 1;

    /// <summary>Whether it was resolved.</summary>
    public bool IsResolved { get; internal set; }

    /// <summary>Severity of the opening event.</summary>
    public string Severity => Payload("severity");

    /// <summary>Summary of the opening event.</summary>
    public string Summary => Payload("summary");

    /// <summary>Component of the opening event.</summary>
    public string Component => Payload("component");

    private string Payload(string field) => Event["payload"]?[field]?.GetValue<string>() ?? "";
}
