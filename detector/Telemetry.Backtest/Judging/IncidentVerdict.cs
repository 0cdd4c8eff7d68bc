namespace Telemetry.Backtest.Judging;

/// <summary>How one labelled event fared.</summary>
/// <param name="Event">The label.</param>
/// <param name="Page">First page between its start and the grace behind its end; null for none.</param>
/// <param name="Pages">Number of such pages.</param>
/// <param name="RootRank">Rank of the true root in the paged incident's last word on it, 1 for first; 0 where it was not named; null where there was no page or no truth.</param>
/// <param name="Rule">First stock rule that began firing for it; null for none.</param>
internal sealed record IncidentVerdict(LabelledEvent Event, IncidentEvent? Page, int Pages, int? RootRank, RuleFiring? Rule)
{
    /// <summary>From the start to the page, in seconds; null without a page.</summary>
    public double? DelaySeconds => (Page?.AtMs - Event.StartMs) / 1000.0;

    /// <summary>From the start to the stock rule, in seconds; null without one.</summary>
    public double? RuleDelaySeconds => (Rule?.FromMs - Event.StartMs) / 1000.0;

    /// <summary>From the start until clients felt it, in seconds; null for never.</summary>
    public double? FeltSeconds => (Event.FeltMs - Event.StartMs) / 1000.0;

    /// <summary>Whether the page came before the stock rule, or without one.</summary>
    public bool IsBeforeRule => Page is not null && (Rule is null || Page.AtMs < Rule.FromMs);

    /// <summary>Whether the page came before clients felt it, or they never did.</summary>
    public bool IsBeforeFelt => Page is not null && (Event.FeltMs is null || Page.AtMs < Event.FeltMs);
}
