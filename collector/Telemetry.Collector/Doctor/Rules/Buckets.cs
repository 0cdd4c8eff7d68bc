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
        var text = $"The buckets of {family.Name} end at {Text(family.TopBucket, signal)}: slower ones cannot be told apart.";
        if (ownLimit) text += $" The limit of {Text(signal.Limit, signal)} lies at or beyond that.";
        text += string.Concat(rules.Select(rule => RuleText(rule.Key, rule.Value, family, signal)));
        return SignalFinding.About(signal, family.Name, target, FindingCode.BucketsEnd,
            ownLimit && signal.IsScored ? FindingSeverity.Error : FindingSeverity.Warning, text, CureOf(signal, family, ownLimit));
    }

    private static string RuleText(string rule, double threshold, ExaminedFamily family, SignalDefinition signal) => threshold > family.TopBucket
        ? $" The stock rule {rule} (above {Text(threshold, signal)}) can never fire."
        : $" The stock rule {rule} ({Text(threshold, signal)}) sees nothing before the quantile is in the last bucket.";

    private static string CureOf(SignalDefinition signal, ExaminedFamily family, bool ownLimit) => double.IsNaN(signal.Limit) || ownLimit
        ? $"Judge it by a limit below {Text(family.TopBucket, signal)}: set the entry's limit in a catalog file, or scrape native histograms where the part has them."
        : $"Use a threshold below {Text(family.TopBucket, signal)} in your rules; this program judges it by {Text(signal.Limit, signal)}.";

    private static Finding WithoutBuckets(SignalDefinition signal, ExaminedFamily family, ExaminedTarget target) => SignalFinding.About(
        signal, family.Name, target, FindingCode.NoBuckets, signal is { IsScored: true, Priority: 1 } ? FindingSeverity.Error : FindingSeverity.Warning,
        $"{family.Name} has no buckets, so its distribution cannot be seen.",
        "Look for a metric_relabel_config that drops its _bucket series, and for a version that had it as a summary.");

    private static string Text(double value, SignalDefinition signal) => string.Create(CultureInfo.InvariantCulture, $"{value:0.######} {signal.Unit}");
}
