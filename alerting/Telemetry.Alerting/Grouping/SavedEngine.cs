using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Grouping;

/// <summary>The engine's state entries, decoded.</summary>
internal sealed class SavedEngine
{
    /// <summary>How far the engine had come.</summary>
    public EngineTimes Times { get; private set; } = new(default, default);

    /// <summary>Alerts.</summary>
    public List<PostedAlert> Alerts { get; } = [];

    /// <summary>Silences.</summary>
    public List<Silence> Silences { get; } = [];

    /// <summary>Groups.</summary>
    public List<SavedGroup> Groups { get; } = [];

    /// <summary>Keys of entries that could not be read.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>Decodes the entries; those of others are passed over.</summary>
    public static SavedEngine Read(IEnumerable<StateEntry> entries)
    {
        var saved = new SavedEngine();
        foreach (var (key, value) in entries)
        {
            if (value is not { } bytes || !EngineState.Owns(key)) continue;
            if (saved.Add(key, bytes.Span).Failed) saved.Unreadable.Add(key);
        }

        return saved;
    }

    private WireFailure Add(string key, ReadOnlySpan<byte> value)
    {
        WireFailure failure;
        if (key.StartsWith(EngineState.Alerts, StringComparison.Ordinal))
        {
            if (EngineState.ReadAlert(value, out failure) is { } alert) Alerts.Add(alert);
        }
        else if (key.StartsWith(EngineState.Silences, StringComparison.Ordinal))
        {
            if (EngineState.ReadSilence(value, out failure) is { } silence) Silences.Add(silence);
        }
        else if (key.StartsWith(EngineState.Groups, StringComparison.Ordinal))
        {
            if (GroupCodec.Decode(value, out failure) is { } group) Groups.Add(group);
        }
        else
        {
            Times = EngineState.ReadTimes(value, out failure) ?? Times;
        }

        return failure;
    }
}
