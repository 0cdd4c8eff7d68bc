using System.Text;
using Telemetry.Alerting.Inbox;
using Telemetry.Contracts;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Judging;

/// <summary>Takes what people say of incidents that were announced, and publishes it.</summary>
internal sealed class FeedbackDesk(IncidentInbox inbox, IStreamTransport transport, FeedbackBook book, TimeProvider time)
{
    /// <summary>Publishes what is said of an incident, once it is on the stream.</summary>
    /// <param name="id">An episode's key or an incident's id.</param>
    /// <param name="request">What is said.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<FeedbackAnswer> TakeAsync(string id, FeedbackRequest request, CancellationToken cancellationToken)
    {
        if (inbox.Find(id)?.Record is not { } record)
            return new(null, $"No incident {id} is kept here; the newest {IncidentInbox.Capacity} are.") { IsUnknown = true };
        if (request.ToRecord(record, time.GetUtcNow(), out var refusal) is not { } feedback) return new(null, refusal);
        await transport.PublishAsync(
            Streams.Feedback, Encoding.UTF8.GetBytes(feedback.Cluster), FeedbackCodec.Encode(new ProtoWriter(), feedback), cancellationToken);
        book.Take(feedback);
        return new(feedback, "");
    }
}

/// <summary>What became of it.</summary>
/// <param name="Record">The record that was published; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; else empty.</param>
internal sealed record FeedbackAnswer(FeedbackRecord? Record, string Refusal)
{
    /// <summary>Whether there is no such incident.</summary>
    public bool IsUnknown { get; init; }
}
