using System.Globalization;
using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>What is to be said of a target as a whole: no page, no part, bad lines, its price, its job.</summary>
internal static class TargetState
{
    private const int LargePageBytes = 16 * 1024 * 1024;
    private const double LongShare = 0.5;

    public static IEnumerable<Finding> On(ExaminedTarget target, SignalCatalog catalog)
    {
        if (target.Problem is { } problem)
        {
            yield return Of(target, FindingCode.Unreadable, FindingSeverity.Error, $"No page: {problem.TrimEnd('.')}.", "Open the address by hand; check address, credentials and content type.");
            yield break;
        }

        if (target.Component is null) yield return Of(target, FindingCode.UnknownComponent, FindingSeverity.Warning,
            $"Neither the families of the page nor the name '{target.Job ?? target.Name}' tell which part this is: nothing of it is scored.",
            "Give the scrape config a component, or a job_name that has the part's name in it; for a file, --component.") with { Cause = MissingCause.JobLabel };
        if (target.BadLines > 0) yield return Of(target, FindingCode.BadLines, FindingSeverity.Warning,
            $"{target.BadLines} lines cannot be read, the first: {target.BadLineExample}", "Have the exporter mended; the other lines are read.");
        if (IsExpensive(target)) yield return Of(target, FindingCode.Expensive, FindingSeverity.Warning, PriceOf(target),
            "Scrape it less often, or have the part drop families that nobody reads; the interval and the timeout are its scrape config's.");
        if (StockJobOf(target, catalog) is { } job) yield return Of(target, FindingCode.JobLabel, FindingSeverity.Info,
            $"The stock rules look for job=\"{job}\", this target's job is \"{target.Job}\": they never fire for it, or think that it is down.",
            $"Where you run the stock rules as well, name the job {job}. This program goes by the page.") with { Cause = MissingCause.JobLabel };
    }

    private static bool IsExpensive(ExaminedTarget target) =>
        target.Cost.Bytes > LargePageBytes || (target.Interval > TimeSpan.Zero && target.Duration > target.Interval * LongShare);

    private static string PriceOf(ExaminedTarget target)
    {
        var largest = string.Join(", ", target.Families.Values.OrderByDescending(family => family.Samples).Take(3).Select(family => $"{family.Name} ({family.Samples})"));
        return string.Create(CultureInfo.InvariantCulture,
            $"The page has {target.Cost.Bytes / 1e6:0.0} MB and took {target.Duration.TotalSeconds:0.0} s of an interval of {target.Interval.TotalSeconds:0.#} s. Most samples: {largest}.");
    }

    private static string? StockJobOf(ExaminedTarget target, SignalCatalog catalog) =>
        target is { Job: not null, Component: { } component, Page: PageDefinition.Main } && catalog.Topology.Find(component) is { StockJob.Length: > 0 } part && part.StockJob != target.Job ? part.StockJob : null;

    private static Finding Of(ExaminedTarget target, FindingCode code, FindingSeverity severity, string text, string cure) =>
        new() { Severity = severity, Code = code, Component = target.Component ?? "", Text = text, Cure = cure };
}
