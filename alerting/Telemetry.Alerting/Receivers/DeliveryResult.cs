namespace Telemetry.Alerting.Receivers;

/// <summary>Result of one attempt.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">One line for log and inbox: status and the beginning of the answer. Never holds a secret.</param>
/// <param name="MayHaveArrived">Whether a failed attempt may have reached the receiver all the same.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
internal readonly record struct DeliveryResult(
    DeliveryOutcome Outcome, string Detail, bool MayHaveArrived = false, TimeSpan? RetryAfter = null);
