using Telemetry.Alerting.Silences;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Grouping;

/// <summary>What the engine knows as state entries, and back: <c>docs/formats/alert-groups.md</c>.</summary>
internal static class EngineState
{
    /// <summary>Prefix of the keys of alerts.</summary>
    public const string Alerts = "alert/";

    /// <summary>Prefix of the keys of silences.</summary>
    public const string Silences = "silence/";

    /// <summary>Prefix of the keys of groups.</summary>
    public const string Groups = "group/";

    /// <summary>Key of the <see cref="EngineTimes"/>.</summary>
    public const string Times = "engine";

    private const int Version = 1;
    private const int Content = 2;

    /// <summary>Whether a key is one of these.</summary>
    public static bool Owns(string key) =>
        key == Times || key.StartsWith(Alerts, StringComparison.Ordinal) || key.StartsWith(Silences, StringComparison.Ordinal)
        || key.StartsWith(Groups, StringComparison.Ordinal);

    /// <summary>The entry of an alert; of a forgotten one where <paramref name="alert"/> is null.</summary>
    public static StateEntry EntryOf(LabelFingerprint fingerprint, PostedAlert? alert) =>
        new(Alerts + fingerprint, alert is null ? default(ReadOnlyMemory<byte>?) : Wrap(writer => PostedAlertCodec.Write(writer, alert)));

    /// <summary>The entry of a silence; of a forgotten one where <paramref name="silence"/> is null.</summary>
    public static StateEntry EntryOf(string id, Silence? silence) =>
        new(Silences + id, silence is null ? default(ReadOnlyMemory<byte>?) : Wrap(writer => SilenceCodec.Write(writer, silence)));

    /// <summary>The entry of a group; of a closed one where <paramref name="group"/> is null.</summary>
    public static StateEntry EntryOf(string key, AlertGroup? group) => new(Groups + key, group is null ? default(ReadOnlyMemory<byte>?) : GroupCodec.Encode(group));

    /// <summary>The entry of the times.</summary>
    public static StateEntry EntryOf(EngineTimes times) => new(Times, Wrap(times.Write));

    /// <summary>Reads the entry of an alert.</summary>
    public static PostedAlert? ReadAlert(ReadOnlySpan<byte> value, out WireFailure failure) => Unwrap(value, PostedAlertCodec.Read, out failure);

    /// <summary>Reads the entry of a silence.</summary>
    public static Silence? ReadSilence(ReadOnlySpan<byte> value, out WireFailure failure) => Unwrap(value, SilenceCodec.Read, out failure);

    /// <summary>Reads the entry of the times.</summary>
    public static EngineTimes? ReadTimes(ReadOnlySpan<byte> value, out WireFailure failure) => Unwrap(value, EngineTimes.Read, out failure);

    private static ReadOnlyMemory<byte> Wrap(Action<ProtoWriter> write)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        var begin = writer.BeginMessage(Content);
        write(writer);
        writer.EndMessage(begin);
        return writer.Written.ToArray();
    }

    private static T? Unwrap<T>(ReadOnlySpan<byte> value, Reading<T> read, out WireFailure failure)
        where T : class
    {
        var reader = new ProtoReader(value);
        T? content = null;
        if (FormatVersion.TryRead(ref reader, Version, out _) && reader.NextField() && reader.Field == Content)
        {
            var inner = reader.ReadMessage();
            content = read(ref inner);
            reader.Adopt(inner.Failure);
        }
        else
        {
            reader.Fail(WireError.MissingField);
        }

        failure = reader.Failure;
        return failure.Failed ? null : content;
    }

    private delegate T Reading<out T>(scoped ref ProtoReader reader);
}
