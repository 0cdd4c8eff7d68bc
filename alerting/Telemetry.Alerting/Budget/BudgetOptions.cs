using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Budget;

/// <summary>What a team can bear, section <c>alerting.budget</c>. Pages are never held back for it.</summary>
public sealed class BudgetOptions
{
    /// <summary>Messages about our incidents that a team is sent in a day (UTC) before tickets go into the digest; 0 for no budget.</summary>
    [Range(0, 10_000)]
    public int MessagesPerDay { get; set; } = 40;

    /// <summary>Incidents of one part and cluster that are announced in an hour before the next ones collapse into one note; 0 for never.</summary>
    [Range(0, 1_000)]
    public int RepeatsPerHour { get; set; } = 5;

    /// <summary>First messages to one receiver in a minute, or about incidents to one team, before the next ones collapse into one storm page; 0 for never.</summary>
    [Range(0, 10_000)]
    public int StormPerMinute { get; set; } = 50;
}
