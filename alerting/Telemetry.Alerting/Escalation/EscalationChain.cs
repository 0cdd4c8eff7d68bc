using Telemetry.Alerting.Board;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Escalation;

/// <summary>When a page goes to further receivers, and what stops that: somebody who says that they take care of it.</summary>
internal sealed class EscalationChain(EscalationOptions options, AlertBoard board)
{
    /// <summary>After how long without acceptance the second and the third receiver are told.</summary>
    public IReadOnlyList<TimeSpan> Deadlines { get; } = [options.SecondAfter, options.ThirdAfter];

    /// <summary>
    /// Whether somebody takes care of what a message says already. Who took care of an incident before it became worse did not know of that:
    /// their word counts for what was told before it.
    /// </summary>
    public bool IsStopped(OutboxRow row) =>
        board.AcknowledgementOf(row.DedupKey) is not null
        || (board.AcknowledgementOf(row.Episode.Value) is { } said && (row.Subject.Kind == SubjectKind.Group || said.At >= row.EnqueuedAt));
}
