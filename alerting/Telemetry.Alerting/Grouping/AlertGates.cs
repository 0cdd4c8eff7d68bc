using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Silences;
using Telemetry.Alerting.TimeIntervals;

namespace Telemetry.Alerting.Grouping;

/// <summary>What keeps alerts out of messages at a moment, in Alertmanager's order: inhibition, active and mute times, silences; before all, somebody's word.</summary>
internal sealed class AlertGates(AlertingPlan plan, AlertRegister alerts, SilenceBook silences)
{
    /// <summary>What keeps a whole route silent at a time; null where nothing does.</summary>
    public (HoldReason Reason, string By)? HoldOf(Route route, DateTimeOffset now) => RouteTimes.HoldOf(plan, route, now);

    /// <summary>What keeps an alert out of its group's message at a time; null where nothing does.</summary>
    /// <param name="member">The alert in its group.</param>
    /// <param name="routeHold">What <see cref="HoldOf(Route,DateTimeOffset)"/> said of the group's route.</param>
    /// <param name="now">Present time.</param>
    public HeldAlert? HoldOf(GroupMember member, (HoldReason Reason, string By)? routeHold, DateTimeOffset now)
    {
        var labels = member.Tracked.Labels;
        if (member.IsDismissed) return new(labels, HoldReason.ResolvedByHand, "");
        if (member.IsStranded) return new(labels, HoldReason.RoutedElsewhere, "");
        if (alerts.InhibitedBy(labels, now) is { } source) return new(labels, HoldReason.Inhibited, source.ToString());
        if (routeHold is { } hold) return new(labels, hold.Reason, hold.By);
        return silences.SilencedBy(labels, now).FirstOrDefault() is { } silence ? new(labels, HoldReason.Silenced, silence) : null;
    }
}
