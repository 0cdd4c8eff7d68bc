using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>What a lane must know of its messages so far. Immutable.</summary>
/// <param name="MayBeOpen">Whether the receiver may hold the alert as open: else it needs no end.</param>
/// <param name="LastAccepted">The newest message that the receiver accepted.</param>
/// <param name="Receipt">What the receiver gave back last.</param>
internal sealed record LaneHistory(bool MayBeOpen = false, OutboxRow? LastAccepted = null, string Receipt = "")
{
    /// <summary>History of a lane's settled messages, oldest first.</summary>
    public static LaneHistory Of(IEnumerable<OutboxRow> rows) => rows.Aggregate(new LaneHistory(), (history, row) => history.After(row));

    /// <summary>History after one more message.</summary>
    public LaneHistory After(OutboxRow row) => new(
        MayBeOpenAfter(row),
        row.Status == RowStatus.Delivered ? row : LastAccepted,
        row.Receipt.Length > 0 ? row.Receipt : Receipt);

    private bool MayBeOpenAfter(OutboxRow row) => row.Action == NotificationAction.Trigger
        ? MayBeOpen || row.Status == RowStatus.Delivered || row.MayHaveArrived
        : MayBeOpen && row.Status != RowStatus.Delivered;
}
