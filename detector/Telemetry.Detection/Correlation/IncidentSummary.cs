using System.Globalization;
using System.Text;

namespace Telemetry.Detection.Correlation;

/// <summary>The line that someone reads on a lock screen at night.</summary>
internal static class IncidentSummary
{
    /// <summary>Characters that a lock screen shows.</summary>
    public const int MaxLength = 160;

    private const int MaxOthers = 3;

    /// <summary>What is wrong, since when, who else feels it, and the probable root.</summary>
    public static string Describe(IReadOnlyList<RootCause> root, IReadOnlyList<UnusualSignal> signals, long beganMs, long atMs, PartRestart? restart = null)
    {
        var lead = Lead(root, signals);
        if (lead is null) return "Signals are back to normal.";
        var verdict = Verdict(root);
        var text = new StringBuilder(Symptom(lead)).Append(" for ").Append(Span(atMs - beganMs));
        // What was deployed is named with what was changed.
        if (restart is { Instance.Length: > 0 }) text.Append(" since the restart of ").Append(restart.Instance);
        Append(text, Breach(lead, signals), verdict.Length);
        var others = signals.Select(signal => signal.Finding.Component).Distinct(StringComparer.Ordinal)
            .Where(component => component != lead.Finding.Component).Take(MaxOthers).Select(Name).ToList();
        if (others.Count > 0) Append(text, $"; also {string.Join(", ", others)}", verdict.Length);
        text.Append(verdict);
        return text.Length <= MaxLength ? text.ToString() : string.Concat(text.ToString().AsSpan(0, MaxLength - 1), "…");
    }

    /// <summary>What has become worse since somebody was woken, and the probable root.</summary>
    public static string DescribeWorse(Worsening worsening, IReadOnlyList<RootCause> root)
    {
        var text = new StringBuilder($"Worse: {Name(worsening.Component)} {worsening.Title}");
        if (double.IsFinite(worsening.Value)) text.Append(' ').Append(Quantity(worsening.Value, worsening.Unit));
        text.Append(worsening.Reason switch
        {
            WorseningReason.LimitCrossed => double.IsFinite(worsening.Reference) ? $" is over its limit {Quantity(worsening.Reference, worsening.Unit)} now" : " now",
            WorseningReason.WiderScope => double.IsFinite(worsening.Reference) ? $" (normal {Quantity(worsening.Reference, worsening.Unit)}) too now" : " too now",
            _ => $", was {Quantity(worsening.Reference, worsening.Unit)} when it was told",
        });
        Append(text, Verdict(root), after: 0);
        return text.Length <= MaxLength ? text.ToString() : string.Concat(text.ToString().AsSpan(0, MaxLength - 1), "…");
    }

    /// <summary>That a level was taken for the new normal.</summary>
    public static string DescribeAdopted(UnusualSignal adopted) => $"Taken for the new normal: {Symptom(adopted)}. It warms up anew for 60 scrapes";

    /// <summary>That several parts are slightly unusual at once, none of them for a ticket of its own.</summary>
    public static string DescribeCluster(IReadOnlyList<UnusualSignal> signals)
    {
        var text = new StringBuilder($"{signals.Count} independent parts are slightly unusual at once: {Symptom(signals[0])}");
        foreach (var signal in signals.Skip(1)) Append(text, $"; {Name(signal.Finding.Component)} {signal.Traits.Title}", after: 0);
        return text.Length <= MaxLength ? text.ToString() : string.Concat(text.ToString().AsSpan(0, MaxLength - 1), "…");
    }

    private static void Append(StringBuilder text, string part, int after)
    {
        if (text.Length + part.Length + after <= MaxLength) text.Append(part);
    }

    // The lead's own breach, or the first that is foretold: when, between which edges, and how probable.
    private static string Breach(UnusualSignal lead, IReadOnlyList<UnusualSignal> signals)
    {
        var signal = lead.Finding.Breach is not null ? lead : signals.FirstOrDefault(signal => signal.Finding.Breach is not null);
        if (signal?.Finding.Breach is not { } breach) return "";
        var whose = signal == lead ? "" : $"{Name(signal.Finding.Component)} {signal.Traits.Title} ";
        var limit = Quantity(breach.Limit, signal.Traits.Unit);
        if (breach.Time.ExpectedMs == 0) return $"; {whose}over its limit {limit}";
        var when = double.IsNaN(breach.Time.ExpectedMs) ? "" : string.Create(CultureInfo.InvariantCulture, $" in {Minutes(breach.Time.ExpectedMs)} min ({Minutes(breach.Time.EarliestMs)}–{Minutes(breach.Time.LatestMs)})");
        return string.Create(CultureInfo.InvariantCulture, $"; {whose}limit {limit}{when}, {breach.Probability * 100:F0} %");
    }

    // Beyond the farthest horizon nothing is known.
    private static string Minutes(double milliseconds) =>
        double.IsNaN(milliseconds) ? ">30" : Math.Round(milliseconds / 60_000).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>What a resolved incident was.</summary>
    public static string DescribeResolved(IReadOnlyList<RootCause> root, long beganMs, long atMs)
    {
        if (root is [{ Cause: NewNormal.Cause }, ..]) return $"{Name(root[0].Component)}: the new normal was adopted.";
        var what = root.Count > 0 ? $"{Name(root[0].Component)} {root[0].Cause}".TrimEnd() : "Drift";
        return $"{what}: signals are back to normal after {Span(atMs - beganMs)}.";
    }

    // What users feel of the root says more than what is strongest.
    private static UnusualSignal? Lead(IReadOnlyList<RootCause> root, IReadOnlyList<UnusualSignal> signals)
    {
        var own = signals.Where(signal => root.Count > 0 && signal.Finding.Component == root[0].Component).ToList();
        return own.Find(signal => signal.Traits.IsUserFacing && !signal.Traits.IsSeenByCaller) ?? own.Find(_ => true) ?? (signals.Count > 0 ? signals[0] : null);
    }

    private static string Verdict(IReadOnlyList<RootCause> root) => root.Count == 0
        ? ". Root unknown."
        : string.Create(CultureInfo.InvariantCulture, $". Probable root: {$"{Name(root[0].Component)} {root[0].Cause}".TrimEnd()} ({root[0].Probability * 100:F0} %)");

    private static string Symptom(UnusualSignal signal)
    {
        var name = $"{Name(signal.Finding.Component)} {signal.Traits.Title}";
        var (value, baseline) = (signal.Finding.Value, signal.Finding.Baseline);
        if (signal.Traits.Shape == SignalShape.Availability) return signal.Traits.Cause == "down" ? $"{Name(signal.Finding.Component)} down" : $"{name} lost";
        var quantile = signal.Traits.Shape == SignalShape.Latency ? " p99" : "";
        var normal = double.IsNaN(baseline) ? "" : $" (normal {Quantity(baseline, signal.Traits.Unit)})";
        return $"{name}{quantile} {Quantity(value, signal.Traits.Unit)}{normal}";
    }

    private static string Quantity(double value, string unit) => unit switch
    {
        "s" when value < 0.001 => Number(value * 1e6, "µs"),
        "s" when value < 1 => Number(value * 1e3, "ms"),
        "s" => Number(value, "s"),
        "ratio" => Number(value * 100, "%"),
        "1" => Number(value, ""),
        "1/s" => Number(value, "/s"),
        _ => Number(value, unit),
    };

    private static string Number(double value, string unit)
    {
        var digits = Math.Abs(value) >= 10 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("G2", CultureInfo.InvariantCulture);
        return unit is "" or "/s" ? digits + unit : $"{digits} {unit}";
    }

    private static string Span(long milliseconds)
    {
        var seconds = Math.Max(milliseconds / 1000, 0);
        return seconds < 120 ? $"{seconds} s" : $"{seconds / 60} min";
    }

    private static string Name(string component) => component switch
    {
        "apiserver" => "API server",
        "coredns" => "CoreDNS",
        "container-runtime" => "container runtime",
        "admission-webhook" => "admission webhook",
        "controller-manager" => "controller manager",
        _ => component,
    };
}
