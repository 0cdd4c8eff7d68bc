using Telemetry.Alerting.Configuration;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// What is told to whom of the alerts of others, with Alertmanager's semantics: a pure function of the commands, the times at which it
/// is asked and the plan. It knows no clock, no network and no delivery. Not safe for concurrent use.
/// </summary>
/// <param name="plan">Routes, rules and times.</param>
/// <param name="externalUrl">Where this program is reached from outside, for the messages; empty where unknown.</param>
internal sealed class AlertEngine(AlertingPlan plan, string externalUrl = "")
{
    private AlertingPlan _plan = plan;

    /// <summary>Where this program is reached from outside.</summary>
    public string ExternalUrl => externalUrl;

    /// <summary>When <see cref="Flush"/> has something to look at next; null for never.</summary>
    public DateTimeOffset? NextDue => null;

    /// <summary>Takes a command; <see cref="NextDue"/> may be earlier then.</summary>
    public void Take(AlertCommand command)
    {
    }

    /// <summary>Looks at every group that is due and gives what must be told, in the order in which the groups were due.</summary>
    /// <param name="now">Present time, not before that of the last call; clock steps are the caller's to smooth.</param>
    public IReadOnlyList<GroupNotice> Flush(DateTimeOffset now) => [];

    /// <summary>Groups about which, since the last call, the reason changed for which nothing is told.</summary>
    public IReadOnlyList<UntoldGroup> TakeUntold() => [];

    /// <summary>
    /// Works by another plan from now on. Timers count anew from <paramref name="now"/>, as in Alertmanager; open groups keep their
    /// keys and what was told of them, wherever the new routes lead their alerts.
    /// </summary>
    public void Apply(AlertingPlan plan, DateTimeOffset now) => _plan = plan;

    /// <summary>State entries that changed since the last call, for one commit with whatever was made of the notices; null deletes.</summary>
    public IReadOnlyList<StateEntry> TakeChanges() => [];

    /// <summary>Whether a state entry is one of <see cref="TakeChanges"/>.</summary>
    public static bool Owns(string key) => key.StartsWith("alerts/", StringComparison.Ordinal);

    /// <summary>
    /// Takes saved entries back, before the first command: decisions go on as if there had been no break. Gives those that cannot be
    /// read; the rest is used.
    /// </summary>
    public IReadOnlyList<string> Restore(IEnumerable<StateEntry> entries) => [];
}
