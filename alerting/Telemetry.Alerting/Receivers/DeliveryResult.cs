namespace Telemetry.Alerting.Receivers;

/// <summary>Result of one attempt.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">One line for log and inbox: status and the beginning of the answer. Never holds a secret.</param>
/// <param name="MayHaveArrived">Whether a failed attempt may have reached the receiver all the same.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
/// <param name="Receipt">
/// What the receiver needs to know again at the next attempt or message of the lane (a message's id, the id of a request that is not
/// decided yet), at most <see cref="MaxReceiptLength"/> characters; null where it says nothing new. Never a secret.
/// </param>
internal readonly record struct DeliveryResult(
    DeliveryOutcome Outcome, string Detail, bool MayHaveArrived = false, TimeSpan? RetryAfter = null, string? Receipt = null)
{
    /// <summary>Longest receipt.</summary>
    public const int MaxReceiptLength = 512;
}
