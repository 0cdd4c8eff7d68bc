namespace Telemetry.Alerting.Acknowledging;

/// <summary>Ids of the webhooks that were taken lately: they are sent at least once. At most <see cref="Capacity"/>, the oldest go; taking one twice is harmless. Safe for concurrent use.</summary>
internal sealed class SeenWebhooks
{
    /// <summary>Most ids.</summary>
    public const int Capacity = 4_096;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether an id was taken before.</summary>
    public bool Contains(string id)
    {
        lock (_lock) return _ids.Contains(id);
    }

    /// <summary>Notes an id that was taken.</summary>
    public void Add(string id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id)) return;
            _order.Enqueue(id);
            if (_order.Count > Capacity) _ids.Remove(_order.Dequeue());
        }
    }
}
