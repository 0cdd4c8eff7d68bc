using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Judging;

/// <summary>What somebody says of an incident, before it is a record.</summary>
/// <param name="Verdict">The word for it: <c>real</c>, <c>noise</c> or <c>withdrawn</c>.</param>
/// <param name="By">Who says it.</param>
/// <param name="Note">Why; may be empty.</param>
public sealed record FeedbackRequest(string Verdict, string By, string Note)
{
    /// <summary>The record of it.</summary>
    /// <param name="announced">Record with the signals that the incident was announced on.</param>
    /// <param name="at">Event time from which on it counts.</param>
    /// <param name="refusal">Why there is none; else empty.</param>
    public FeedbackRecord? ToRecord(IncidentRecord announced, DateTimeOffset at, out string refusal)
    {
        refusal = FeedbackLine.Verdict(Verdict) is null ? $"'{Verdict}' is no verdict: say real, noise or withdrawn."
            : string.IsNullOrWhiteSpace(By) ? "Say who says it: by must not be empty."
            : By.Length > FeedbackRecord.MaxByLength ? $"by is longer than {FeedbackRecord.MaxByLength} characters."
            : Note.Length > FeedbackRecord.MaxNoteLength ? $"note is longer than {FeedbackRecord.MaxNoteLength} characters." : "";
        if (refusal.Length > 0) return null;
        return new FeedbackRecord
        {
            Cluster = announced.Cluster,
            IncidentId = announced.IncidentId,
            At = at,
            Verdict = FeedbackLine.Verdict(Verdict)!.Value,
            By = By.Trim(),
            Note = Note,
            Signals = [.. announced.Signals.Take(FeedbackRecord.MaxSignals).Select(signal => new FeedbackSignal(signal.Component, signal.Signal))],
        };
    }
}
