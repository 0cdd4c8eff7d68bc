namespace Telemetry.Alerting.Receivers.Email;

/// <summary>A conversation with a mail server that cannot go on.</summary>
internal sealed class SmtpException(DeliveryOutcome outcome, string message) : Exception(message)
{
    /// <summary>What became of the attempt.</summary>
    public DeliveryOutcome Outcome { get; } = outcome;

    /// <summary>A reply that says no. <paramref name="toTheMessage"/>: it speaks of the message, so that a smaller one may pass.</summary>
    public static SmtpException Of(SmtpReply reply, bool toTheMessage = false) => new(
        reply.IsTransient ? DeliveryOutcome.Unavailable : toTheMessage ? DeliveryOutcome.Rejected : DeliveryOutcome.Refused, reply.ToString());
}
