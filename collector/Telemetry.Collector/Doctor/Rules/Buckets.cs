using System.Globalization;
using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>Histograms that cannot show what is asked of them: buckets that end too early, or none at all.</summary>
internal static class Buckets
{
    public static IEnumerable<Finding> On(ExaminedTarget target, IEnumerable<SignalPresence> signals)
    {
        foreach (var signal in signals)
        {
            if (signal.Signal.Kind is not (SignalKind.Latency or SignalKind.Distribution) || signal.Family is not { } family) continue;
            if (!family.HasBuckets) yield return WithoutBuckets(signal.Signal, family, target);
            else if (EndOf(signal.Signal, family, target) is { } finding) yield return finding;
        }
    }

    private static Finding? EndOf(SignalDefinition signal, ExaminedFamily family, ExaminedTarget target)
    {
        var ownLimit = signal.Limit >= family.TopBucket;
        var rules = signal.StockRules.Where(rule => rule.Value >= family.TopBucket).ToList();
        if (!ownLimit && rules.Count == 0) return null;
        var top = Text(family.TopBucket, signal.Unit);
        var text = $"The buckets of {family.Name} end at {top}: slower ones cannot be told apart.";
        if (ownLimit) text += $" The limit of {Text(signal.Limit, signal.Unit)} lies at or beyond that.";
        foreach (var (rule, threshold) in rules)
        {
            text += threshold > family.TopBucket
                ? $" The stock rule {rule} (above {Text(threshold, signal.Unit)}) can never fire."
                : $" The stock rule {rule} ({Text(threshold, signal.Unit)}) sees nothing before the quantile is in the last bucket.";
        }

        return Finding(signal, family, target, FindingCode.BucketsEnd, ownLimit && signal.IsScored ? FindingSeverity.Error : FindingSeverity.Warning, text,
            double.IsNaN(signal.Limit) || ownLimit
                ? $"Judge it by a limit below {top}: set the entry's limit in a catalog file, or scrape native histograms where the part has them."
                : $"Use a threshold below {top} in your rules; this program judges it by {Text(signal.Limit, signal.Unit)}.");
    }

    private static Finding WithoutBuckets(SignalDefinition signal, ExaminedFamily family, ExaminedTarget target) =>
        Finding(signal, family, target, FindingCode.NoBuckets, signal.IsScored && signal.Priority == 1 ? FindingSeverity.Error : FindingSeverity.Warning,
            $"{family.Name} has no buckets, so its distribution cannot be seen.",
            "Look for a metric_relabel_config that drops its _bucket series, and for a version that had it as a summary.");

    private static Finding Finding(
        SignalDefinition signal, ExaminedFamily family, ExaminedTarget target, FindingCode code, FindingSeverity severity, string text, string cure) => new()
        {
            Severity = severity,
            Code = code,
            Component = target.Component!,
            Signal = signal.Id,
            Family = family.Name,
            Text = text,
            Cure = cure,
        };

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.######} {unit}");
}
