using System.Globalization;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>
/// Reads the records of <see cref="Streams.Alerts"/> in their order and gives each command once its last part was seen. What is half
/// read is state: a reader that goes on behind a checkpoint must have saved it there. Not safe for concurrent use.
/// </summary>
public sealed class AlertCommandAssembler
{
    /// <summary>Most commands that are half read; over that the oldest is given up: whoever posted it has got no answer, and posts again.</summary>
    public const int MaxPending = 16;

    private const string KeyPrefix = "part/";

    private readonly List<Pending> _pending = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>?> _changes = new(StringComparer.Ordinal);

    /// <summary>Commands given up half read.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Whether a key of a state entry is one of <see cref="TakeChanges"/>.</summary>
    public static bool Owns(string key) => key.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>
    /// Takes a record. Gives the command that it is or completes; null, without a failure, where parts are still to come, and null with
    /// the reason where it cannot be read.
    /// </summary>
    public AlertCommand? Take(ReadOnlySpan<byte> record, out WireFailure failure)
    {
        if (AlertCommandPart.TryRead(record) is not { } part) return AlertCommandCodec.Decode(record, out failure);
        failure = default;
        var pending = Add(part, record);
        if (!pending.IsComplete) return null;
        Remove(pending);
        return AlertCommandCodec.Decode(pending.Join(), out failure);
    }

    /// <summary>What has changed of the state since the last call: null deletes a key.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> TakeChanges()
    {
        var changes = _changes.ToArray();
        _changes.Clear();
        return changes;
    }

    /// <summary>Takes back a state entry, before the first record.</summary>
    public void Restore(ReadOnlySpan<byte> value)
    {
        if (AlertCommandPart.TryRead(value) is { } part) Add(part, value);
        _changes.Clear();
    }

    private Pending Add(AlertCommandPart part, ReadOnlySpan<byte> record)
    {
        var pending = _pending.Find(other => other.Id == part.Id && other.Count == part.Count);
        if (pending is null)
        {
            if (_pending.Count == MaxPending)
            {
                Remove(_pending[0]);
                GivenUp++;
            }

            _pending.Add(pending = new Pending(part.Id, part.Count));
        }

        pending.Parts[part.Index] = part.Bytes;
        _changes[KeyOf(part.Id, part.Index)] = record.ToArray();
        return pending;
    }

    private void Remove(Pending pending)
    {
        _pending.Remove(pending);
        for (var index = 0; index < pending.Count; index++) _changes[KeyOf(pending.Id, index)] = null;
    }

    private static string KeyOf(string id, int index) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{id}/{index:00}");

    private sealed class Pending(string id, int count)
    {
        public string Id { get; } = id;

        public int Count { get; } = count;

        public byte[]?[] Parts { get; } = new byte[]?[count];

        public bool IsComplete => Array.TrueForAll(Parts, part => part is not null);

        public byte[] Join() => Parts.SelectMany(part => part!).ToArray();
    }
}
