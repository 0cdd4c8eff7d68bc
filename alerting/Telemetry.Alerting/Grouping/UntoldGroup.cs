using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Why a group that was looked at is not told of: the answer to "why did this not page". Given when the answer changes, not at each look.</summary>
/// <param name="GroupKey">The group.</param>
/// <param name="ReceiverName">Who is not told.</param>
/// <param name="GroupLabels">Values of the labels that make the group.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Reason">Why.</param>
/// <param name="Held">Alerts that are kept out, and by what.</param>
internal sealed record UntoldGroup(
    string GroupKey, string ReceiverName, LabelSet GroupLabels, DateTimeOffset At, NoticeReason Reason, IReadOnlyList<HeldAlert> Held);
