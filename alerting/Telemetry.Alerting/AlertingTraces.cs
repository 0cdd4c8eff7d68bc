using System.Diagnostics;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting;

/// <summary>Traces of alerting: a span for each attempt to tell a receiver. Nothing is made while nobody listens.</summary>
internal static class AlertingTraces
{
    /// <summary>Name of the source.</summary>
    public const string Name = "Telemetry.Alerting";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins the span of one attempt.</summary>
    public static Activity? StartAttempt(IReceiver receiver, Notification notification)
    {
        var span = Source.StartActivity("deliver", ActivityKind.Client);
        span?.SetTag("telemetry.receiver", receiver.Id)
            .SetTag("telemetry.key", notification.DedupKey)
            .SetTag("telemetry.action", notification.Action.ToString());
        return span;
    }

    /// <summary>Notes how it went.</summary>
    public static void Finish(this Activity span, DeliveryResult result)
    {
        span.SetTag("telemetry.outcome", result.Outcome.ToString());
        if (result.Outcome != DeliveryOutcome.Accepted) span.SetStatus(ActivityStatusCode.Error);
    }
}
