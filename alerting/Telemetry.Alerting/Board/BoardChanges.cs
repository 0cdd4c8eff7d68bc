using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Board;

/// <summary>What has changed of a board since it was saved last: <c>docs/formats/alerts.md</c>. Each entry is a command that, taken, brings its thing back. Not safe for concurrent use.</summary>
internal sealed class BoardChanges
{
    private const string AlertPrefix = "alert/";
    private const string SilencePrefix = "silence/";
    private const string AcknowledgementPrefix = "ack/";
    private const string ResolvePrefix = "resolve/";
    private const string HeartbeatPrefix = "heartbeat/";
    private const string ReplayPrefix = "replay/";

    private static readonly string[] Prefixes = [AlertPrefix, SilencePrefix, AcknowledgementPrefix, ResolvePrefix, HeartbeatPrefix, ReplayPrefix];

    private readonly Dictionary<string, AlertCommand?> _changed = new(StringComparer.Ordinal);
    private readonly ProtoWriter _writer = new();

    /// <summary>Whether a state entry is one of <see cref="Take"/>.</summary>
    public static bool Owns(string key) => Array.Exists(Prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>An alert is another; null where it is forgotten.</summary>
    public void OfAlert(LabelFingerprint fingerprint, PostedAlert? alert) =>
        _changed[AlertPrefix + fingerprint] = alert is null ? null : new(alert.UpdatedAt, "", new PostedAlerts([alert]));

    /// <summary>A silence is another; null where it is forgotten.</summary>
    public void OfSilence(string id, Silence? silence) =>
        _changed[SilencePrefix + id] = silence is null ? null : new(silence.UpdatedAt, silence.CreatedBy, new SilencePut(silence));

    /// <summary>An acknowledgement is another; null where it is forgotten or taken back.</summary>
    public void OfAcknowledgement(string key, AlertCommand? said) => _changed[AcknowledgementPrefix + key] = said;

    /// <summary>What was said of an end is another; null where it is forgotten.</summary>
    public void OfResolve(string key, AlertCommand? said) => _changed[ResolvePrefix + key] = said;

    /// <summary>A part of this program was heard of; null where it is forgotten.</summary>
    public void OfHeartbeat(string source, AlertCommand? heartbeat) => _changed[HeartbeatPrefix + source] = heartbeat;

    /// <summary>A dead letter is to be sent again; null where that is forgotten.</summary>
    public void OfReplay(string rowId, AlertCommand? said) => _changed[ReplayPrefix + rowId] = said;

    /// <summary>The entries since the last call; null deletes.</summary>
    public IReadOnlyList<StateEntry> Take()
    {
        var entries = _changed.Select(change => new StateEntry(change.Key, Encode(change.Value))).ToArray();
        _changed.Clear();
        return entries;
    }

    /// <summary>Forgets what is to be deleted.</summary>
    public void DropDeletions()
    {
        foreach (var key in _changed.Where(change => change.Value is null).Select(change => change.Key).ToArray()) _changed.Remove(key);
    }

    // In one expression a null would become an empty value, which deletes nothing.
    private ReadOnlyMemory<byte>? Encode(AlertCommand? command)
    {
        if (command is null) return null;
        return AlertCommandCodec.Encode(_writer, command).ToArray();
    }
}
