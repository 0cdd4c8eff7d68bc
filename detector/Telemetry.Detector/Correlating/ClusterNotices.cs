using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Wire;
using Telemetry.Detection.Correlation;

namespace Telemetry.Detector.Correlating;

/// <summary>Changes and feedback in the terms of correlation, and changes back again.</summary>
internal static class ClusterNotices
{
    // An incident names the change; what it was in full stands in its own record.
    private const int MaxTextLength = 256;

    public static ClusterChange Of(ChangeRecord change)
    {
        var shortened = change with { From = Cut(change.From), To = Cut(change.To), Detail = Cut(change.Detail) };
        return new ClusterChange(
            change.ChangeId, change.At.ToUnixTimeMilliseconds(), (change.MadeAt ?? change.At).ToUnixTimeMilliseconds(), change.Component,
            change.What == ChangeSubjects.StartTime, change.IsRoutine, ChangeCodec.Encode(new ProtoWriter(), shortened));
    }

    public static IncidentFeedback Of(FeedbackRecord feedback) => new(
        feedback.IncidentId, feedback.At.ToUnixTimeMilliseconds(), (IncidentVerdict)feedback.Verdict,
        [.. feedback.Signals.Select(signal => new SignalKey(signal.Component, signal.Signal))]);

    /// <summary>The change that was handed to correlation; null where a snapshot holds something else.</summary>
    public static ChangeRecord? Of(ClusterChange change) => ChangeCodec.Decode(change.Content.Span, out _);

    private static string Cut(string text)
    {
        if (text.Length <= MaxTextLength) return text;
        var length = char.IsHighSurrogate(text[MaxTextLength - 2]) ? MaxTextLength - 2 : MaxTextLength - 1;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
