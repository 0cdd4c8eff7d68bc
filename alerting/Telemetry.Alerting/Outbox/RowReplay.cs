using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>Whether a dead letter can be sent again. Pure.</summary>
internal static class RowReplay
{
    /// <summary>
    /// The row as it is sent again; null, with the reason, where it must not be: it is not dead, or its receiver has been told something
    /// newer since (a trigger behind its end would wake somebody for nothing).
    /// </summary>
    /// <param name="row">The dead row.</param>
    /// <param name="lane">The rows of its lane.</param>
    /// <param name="by">Who asks; empty for somebody.</param>
    /// <param name="now">Present time.</param>
    /// <param name="refusal">Why not.</param>
    public static OutboxRow? Of(OutboxRow row, IEnumerable<OutboxRow> lane, string by, DateTimeOffset now, out string refusal)
    {
        refusal = row.Status != RowStatus.Dead ? "it is not dead"
            : lane.Any(other => other.Sequence > row.Sequence) ? "a newer message of the same alert has been made since"
            : "";
        if (refusal.Length > 0) return null;
        return row with
        {
            Status = RowStatus.Pending,
            EnqueuedAt = now,
            WaitingSince = now,
            Detail = by.Length > 0 ? $"sent again by {by}" : "sent again by hand",
        };
    }
}
