namespace Telemetry.Collector.Changes;

/// <summary>
/// Ids of the changes told lately. Two pages of one process show the same restart, and a fresh list may show once more what a watch had
/// told; readers would know them by their id, but need not be bothered.
/// </summary>
internal sealed class ToldChanges
{
    /// <summary>Ids that are remembered.</summary>
    public const int MaxIds = 10_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Notes an id; false where it was noted before.</summary>
    public bool Add(string id)
    {
        if (!_ids.Add(id)) return false;
        _order.Enqueue(id);
        if (_order.Count > MaxIds) _ids.Remove(_order.Dequeue());
        return true;
    }
}
