using System.Buffers.Binary;
using Telemetry.Transport;

namespace Telemetry.Cli.Replaying;

/// <summary>
/// How far a replay had come at its last checkpoint, kept beside the roles' own state. The scrape at this very time may be fed again:
/// the detector knows it by its time and drops it.
/// </summary>
internal static class ReplayPosition
{
    private const string Owner = "replay";
    private const string Key = "position";

    /// <summary>Event time of the first scrape to publish, Unix milliseconds; 0 for a fresh start.</summary>
    public static async Task<long> LoadAsync(IStateStore state, CancellationToken cancellationToken)
    {
        var entries = await state.LoadAsync(Owner, cancellationToken);
        return entries is [{ Value: { Length: sizeof(long) } value }] ? BinaryPrimitives.ReadInt64LittleEndian(value.Span) : 0;
    }

    /// <summary>Notes the position.</summary>
    public static ValueTask SaveAsync(IStateStore state, long eventTimeMs, CancellationToken cancellationToken)
    {
        var value = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(value, eventTimeMs);
        return state.CommitAsync(Owner, [new StateEntry(Key, value)], cancellationToken);
    }
}
