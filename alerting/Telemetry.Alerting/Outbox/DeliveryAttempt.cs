using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>One attempt to tell a receiver, as the inbox shows it.</summary>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Level">How much was said.</param>
/// <param name="Detail">What was answered, one line without secrets; begins with the status where there was one.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, TimeSpan Took, DeliveryOutcome Outcome, DetailLevel Level, string Detail);
