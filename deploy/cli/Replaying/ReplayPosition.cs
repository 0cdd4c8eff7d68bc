using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Telemetry.Transport;

namespace Telemetry.Cli.Replaying;

/// <summary>
/// How far a replay had come at its last checkpoint, kept beside the roles' own state. The scrape at <paramref name="FedMs"/> may be fed
/// again: the detector knows it by its time and drops it.
/// </summary>
/// <param name="FedMs">Event time of the first scrape to publish, Unix milliseconds; 0 for a fresh start.</param>
/// <param name="PrintedMs">Event time up to which the changes of the cluster have been printed, Unix milliseconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplayPosition(long FedMs, long PrintedMs)
{
    private const string Owner = "replay";
    private const string Key = "position";
    private const int Bytes = 2 * sizeof(long);

    /// <summary>The position noted last.</summary>
    public static async Task<ReplayPosition> LoadAsync(IStateStore state, CancellationToken cancellationToken)
    {
        var entries = await state.LoadAsync(Owner, cancellationToken);
        return entries is [{ Value: { Length: Bytes } value }]
            ? new ReplayPosition(BinaryPrimitives.ReadInt64LittleEndian(value.Span), BinaryPrimitives.ReadInt64LittleEndian(value.Span[sizeof(long)..]))
            : default;
    }

    /// <summary>Notes the position.</summary>
    public ValueTask SaveAsync(IStateStore state, CancellationToken cancellationToken)
    {
        var value = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(value, FedMs);
        BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan(sizeof(long)), PrintedMs);
        return state.CommitAsync(Owner, [new StateEntry(Key, value)], cancellationToken);
    }
}
