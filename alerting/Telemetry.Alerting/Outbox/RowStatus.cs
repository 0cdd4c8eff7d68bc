namespace Telemetry.Alerting.Outbox;

/// <summary>What became of a row. Only <see cref="Pending"/> rows are worked on; the others stay as the record of what was sent.</summary>
internal enum RowStatus
{
    /// <summary>To be sent.</summary>
    Pending = 1,

    /// <summary>The receiver accepted it.</summary>
    Delivered = 2,

    /// <summary>Not sent, because nothing of it would be true any more: the alert ended before its trigger had left.</summary>
    Superseded = 3,

    /// <summary>Given up: rejected in every form, refused, or out of time. The dead letter.</summary>
    Dead = 4,
}
