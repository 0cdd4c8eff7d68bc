using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Stages;

/// <summary>Which of the receivers that an alert's routes name may be told at a moment, and what keeps the others.</summary>
/// <param name="Open">Names of the receivers with a route that may speak.</param>
/// <param name="Silent">Receivers whose routes are all silent: name, what kind of time, the names of its intervals.</param>
internal sealed record RouteVoices(IReadOnlyList<string> Open, IReadOnlyList<(string Receiver, DecisionReason Reason, string By)> Silent)
{
    /// <summary>Asks the times of the routes.</summary>
    public static RouteVoices Of(AlertingPlan plan, LabelSet labels, DateTimeOffset now)
    {
        var routes = plan.Root.Match(labels).Select(route => (route.Receiver, Hold: RouteTimes.HoldOf(plan, route, now))).ToArray();
        var open = routes.Where(route => route.Hold is null).Select(route => route.Receiver).Distinct(StringComparer.Ordinal).ToArray();
        var silent = routes.Where(route => !open.Contains(route.Receiver, StringComparer.Ordinal)).DistinctBy(route => route.Receiver, StringComparer.Ordinal)
            .Select(route => (route.Receiver, route.Hold!.Value.Reason == HoldReason.Inactive ? DecisionReason.Inactive : DecisionReason.Muted, route.Hold.Value.By));
        return new(open, [.. silent]);
    }

    /// <summary>What holds an alert back from everybody; null while anybody may be told.</summary>
    public Decision? Hold => Open.Count > 0 ? null : new Decision(
        DecisionKind.Suppressed, Silent.Any(silent => silent.Reason == DecisionReason.Inactive) ? DecisionReason.Inactive : DecisionReason.Muted)
    {
        By = string.Join(", ", Silent.Select(silent => silent.By).Distinct(StringComparer.Ordinal)),
    };
}
