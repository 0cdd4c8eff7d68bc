using Telemetry.Alerting.Outbox;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Episodes;

/// <summary>A partition's state as the store holds it, decoded.</summary>
internal sealed class AlertBookImage
{
    private const int PositionVersion = 1;
    private const int PositionField = 2;

    /// <summary>Offset of the first record that the state does not include.</summary>
    public long? Position { get; private set; }

    /// <summary>Episodes.</summary>
    public List<AlertEpisode> Episodes { get; } = [];

    /// <summary>Messages.</summary>
    public List<OutboxRow> Rows { get; } = [];

    /// <summary>Entries of whatever decided, as they were committed beside the episodes.</summary>
    public List<StateEntry> Companions { get; } = [];

    /// <summary>Entries that could not be read.</summary>
    public List<UnreadableEntry> Unreadable { get; } = [];

    /// <summary>Decodes the entries of an owner.</summary>
    public static AlertBookImage Read(IReadOnlyList<StateEntry> entries, EpisodeFormat format)
    {
        var image = new AlertBookImage();
        foreach (var entry in entries)
        {
            var (key, value) = entry;
            if (value is not { } bytes) continue;
            if (AlertState.IsCompanion(key))
            {
                image.Companions.Add(entry);
                continue;
            }

            var failure = image.Add(key, bytes.Span, format);
            if (failure.Failed) image.Unreadable.Add(new(key, failure));
        }

        return image;
    }

    /// <summary>The entry of an input position.</summary>
    public static StateEntry PositionEntry(long position)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, PositionVersion);
        writer.WriteInt64(PositionField, position);
        return new(AlertState.Position, writer.Written);
    }

    private WireFailure Add(string key, ReadOnlySpan<byte> value, EpisodeFormat format)
    {
        WireFailure failure;
        if (key.StartsWith(AlertState.Episodes, StringComparison.Ordinal))
        {
            if (format.Decode(value, out failure) is { } episode) Episodes.Add(episode);
        }
        else if (key.StartsWith(AlertState.Rows, StringComparison.Ordinal))
        {
            if (OutboxRowCodec.Decode(value, out failure) is { } row) Rows.Add(row);
        }
        else
        {
            Position = ReadPosition(value, out failure);
        }

        return failure;
    }

    private static long? ReadPosition(ReadOnlySpan<byte> value, out WireFailure failure)
    {
        var reader = new ProtoReader(value);
        long? position = null;
        if (FormatVersion.TryRead(ref reader, PositionVersion, out _))
        {
            while (reader.NextField())
            {
                if (reader.Field == PositionField) position = reader.ReadInt64();
                else reader.Skip();
            }
        }

        failure = reader.Failure;
        return failure.Failed ? null : position;
    }
}
