using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Budget;

/// <summary>
/// What is left of the teams' budgets while notices about groups are decided, of routes that ask for it. A group counts once, with its first
/// message. One that is critical, that somebody was told of, or whose end is to be told where its beginning was, is never held back.
/// </summary>
/// <param name="perDay">Messages a team is sent in a day before what is not critical waits; 0 for no budget.</param>
/// <param name="toldToday">How much a team was told on the day so far.</param>
internal sealed class TeamBudget(int perDay, Func<string, int> toldToday)
{
    private readonly Dictionary<string, int> _told = new(StringComparer.Ordinal);

    /// <summary>Whether nobody is told of a notice because the budget is used up; else it counts.</summary>
    /// <param name="notice">What is to be told.</param>
    /// <param name="known">The episode before it; null for its first.</param>
    public bool Holds(GroupNotice notice, GroupEpisode? known)
    {
        if (perDay == 0 || !notice.Stages.HasFlag(GroupStages.Budget) || known is { IsHeldForBudget: false }) return false;
        if (notice.Action == NotificationAction.Resolve) return known is not null;
        if (!_told.TryGetValue(notice.Team, out var told)) told = toldToday(notice.Team);
        var holds = told >= perDay && !notice.IsCritical;
        _told[notice.Team] = holds ? told : told + 1;
        return holds;
    }
}
