using Telemetry.Collector.Exposition;

namespace Telemetry.Collector.Recordings;

/// <summary>Which targets of a manifest a replay reads: not the judges', each identity once, and only types that are understood.</summary>
internal static class TargetSelection
{
    public static IReadOnlyList<RecordedTarget> Select(RecordingManifest manifest, List<string> notices)
    {
        var chosen = new List<RecordedTarget>();
        foreach (var group in manifest.Targets.Where(target => !target.JudgeOnly).GroupBy(target => (target.Job, target.Instance)))
        {
            // Protobuf first: it is the finest, where a target has native histograms.
            var readable = group.Where(IsReadable).OrderByDescending(IsProtobuf).ToList();
            if (readable.Count > 0) chosen.Add(readable[0]);
            else notices.Add(Unknown(group.First()));
            notices.AddRange(readable.Skip(1).Select(Double));
        }
        return [.. chosen.OrderBy(target => target.Job, StringComparer.Ordinal).ThenBy(target => target.Instance, StringComparer.Ordinal)];
    }

    private static bool IsReadable(RecordedTarget target) => ContentTypes.TrySelect(target.ReplayedType, fallback: null, out _);

    private static bool IsProtobuf(RecordedTarget target) =>
        ContentTypes.TrySelect(target.ReplayedType, fallback: null, out var format) && format == ExpositionFormat.Protobuf;

    private static string Unknown(RecordedTarget target) =>
        $"{target.File}: content type {target.ContentType} is not understood; {target.Job}/{target.Instance} is left out.";

    private static string Double(RecordedTarget target) =>
        $"{target.File}: {target.Job}/{target.Instance} is in the manifest already; this file is left out.";
}
