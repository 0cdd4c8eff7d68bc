using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Episodes;

/// <summary>One line of a group's history: a notice.</summary>
/// <param name="Sequence">Number of the notice in the episode.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Action">What was told.</param>
/// <param name="Reason">Why.</param>
/// <param name="Firing">Alerts in it that fire.</param>
/// <param name="Resolved">Alerts in it that are over.</param>
/// <param name="Held">Alerts that were kept out of it, and by what.</param>
internal sealed record GroupEntry(
    long Sequence, DateTimeOffset At, NotificationAction Action, NoticeReason Reason, int Firing, int Resolved, IReadOnlyList<HeldAlert> Held);
