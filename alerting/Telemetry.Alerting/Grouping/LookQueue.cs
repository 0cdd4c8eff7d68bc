using System.Diagnostics.CodeAnalysis;

namespace Telemetry.Alerting.Grouping;

/// <summary>Which group is due next. A group that is put again at another time leaves its old entry behind, which is passed over when its time comes.</summary>
internal sealed class LookQueue
{
    private readonly PriorityQueue<AlertGroup, (DateTimeOffset Due, long Order)> _queue = new();
    private readonly Dictionary<AlertGroup, DateTimeOffset> _due = [];

    /// <summary>When the next group is due; null while there is none.</summary>
    public DateTimeOffset? NextDue => TryPeek(out var due) ? due : null;

    /// <summary>Lets a group be due at its <see cref="AlertGroup.Due"/>.</summary>
    public void Put(AlertGroup group)
    {
        var due = group.Due;
        if (_due.TryGetValue(group, out var known) && known == due) return;
        _due[group] = due;
        _queue.Enqueue(group, (due, group.Order));
    }

    /// <summary>Forgets a group.</summary>
    public void Remove(AlertGroup group) => _due.Remove(group);

    /// <summary>Takes the next group that is due; false where none is. It is not due again before it is put.</summary>
    public bool TryTake(DateTimeOffset now, [NotNullWhen(true)] out AlertGroup? group)
    {
        group = null;
        if (!TryPeek(out var due) || due > now) return false;
        group = _queue.Dequeue();
        _due.Remove(group);
        return true;
    }

    private bool TryPeek(out DateTimeOffset due)
    {
        while (_queue.TryPeek(out var group, out var entry))
        {
            due = entry.Due;
            if (_due.TryGetValue(group, out var current) && current == due) return true;
            _queue.Dequeue();
        }

        due = default;
        return false;
    }
}
