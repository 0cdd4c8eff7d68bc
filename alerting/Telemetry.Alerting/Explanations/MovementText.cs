using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says which buckets of a histogram moved, and by how much.</summary>
internal static class MovementText
{
    private const int MaxRanges = 3;

    /// <summary>One sentence; empty where nothing is told.</summary>
    public static string Of(IncidentSignal signal)
    {
        if (signal.Moved.Count == 0) return "";
        var most = signal.Moved.OrderByDescending(moved => Math.Abs(moved.Share - moved.NormalShare)).Take(MaxRanges).OrderByDescending(moved => moved.Share - moved.NormalShare);
        return $"{ExplanationText.Title(signal)} of {AlertContent.Name(signal.Instance)}: {string.Join("; ", most.Select(moved => Describe(moved, signal.Unit)))}.";
    }

    private static string Describe(BucketMovement moved, string unit) =>
        $"{Quantity.Format(moved.Share, "ratio")} take {Range(moved, unit)}, normally {Quantity.Format(moved.NormalShare, "ratio")}";

    private static string Range(BucketMovement moved, string unit)
    {
        if (!(moved.Lower > 0)) return $"up to {Quantity.Format(moved.Upper, unit)}";
        return double.IsFinite(moved.Upper)
            ? $"{Quantity.Format(moved.Lower, unit)} to {Quantity.Format(moved.Upper, unit)}"
            : $"more than {Quantity.Format(moved.Lower, unit)}";
    }
}
