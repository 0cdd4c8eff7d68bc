using Telemetry.Contracts.Events;

namespace Telemetry.Backtest.Judging;

/// <summary>
/// What event lines came to against labels. An incident is paged by a <c>paged</c> line between its start and its end + 2 min; its root is
/// the component that comes first in that incident id's last line with a root up to then; every other page is false, save those of
/// unplanned events; a stock rule counts for it if it began firing between its start and its end + 15 min.
/// </summary>
/// <param name="Verdicts">On each labelled event, in order of time.</param>
/// <param name="FalsePages">Pages outside of every incident.</param>
/// <param name="Pages">Number of pages in all.</param>
internal sealed record Judgement(IReadOnlyList<IncidentVerdict> Verdicts, IReadOnlyList<IncidentEvent> FalsePages, int Pages)
{
    private const long GraceMs = 120_000;
    private const long UnplannedLeadMs = 30_000;
    private const long RuleGraceMs = 900_000;

    /// <summary>Verdicts on what was to be paged.</summary>
    public IEnumerable<IncidentVerdict> Incidents => Verdicts.Where(verdict => verdict.Event.Kind == LabelKind.Incident);

    /// <summary>Judges the events of one input, in order of time.</summary>
    public static Judgement Of(IReadOnlyList<IncidentEvent> events, Labels labels)
    {
        var pages = events.Where(line => line.Kind == EventKind.Paged).ToList();
        var verdicts = labels.Events.Select(happened => Judge(happened, events, pages, labels.Rules)).ToList();
        var excused = labels.Events.Where(happened => happened.Kind != LabelKind.Benign).ToList();
        return new Judgement(verdicts, [.. pages.Where(page => !excused.Exists(happened => IsWithin(page.AtMs, happened)))], pages.Count);
    }

    private static IncidentVerdict Judge(
        LabelledEvent happened, IReadOnlyList<IncidentEvent> events, List<IncidentEvent> pages, IReadOnlyList<RuleFiring> rules)
    {
        var within = pages.FindAll(page => IsWithin(page.AtMs, happened));
        var page = within.Count > 0 ? within[0] : null;
        var rule = rules.FirstOrDefault(firing => firing.FromMs >= happened.StartMs && firing.FromMs <= happened.EndMs + RuleGraceMs);
        return new IncidentVerdict(happened, page, within.Count, page is null || happened.Root.Length == 0 ? null : RankOf(happened, page, events), rule);
    }

    private static bool IsWithin(long atMs, LabelledEvent happened)
    {
        var lead = happened.Kind == LabelKind.Unplanned ? UnplannedLeadMs : 0;
        return atMs >= happened.StartMs - lead && atMs <= happened.EndMs + GraceMs;
    }

    private static int RankOf(LabelledEvent happened, IncidentEvent page, IReadOnlyList<IncidentEvent> events)
    {
        var last = events.LastOrDefault(line =>
            line.Record.IncidentId == page.Record.IncidentId && line.Record.Root.Count > 0 && line.AtMs <= happened.EndMs + GraceMs);
        return last is null ? 0 : last.Record.Root.TakeWhile(root => root.Component != happened.Root).Count() is var before && before < last.Record.Root.Count ? before + 1 : 0;
    }
}
