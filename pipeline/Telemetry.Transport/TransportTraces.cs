using System.Diagnostics;

namespace Telemetry.Transport;

/// <summary>
/// Traces of the streams: a span for each record that a role processes, by OpenTelemetry's conventions for messaging. Nothing is made
/// while nobody listens.
/// </summary>
internal static class TransportTraces
{
    /// <summary>Name of the source.</summary>
    public const string Name = "Telemetry.Transport";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins the span of one record in one group.</summary>
    public static Activity? StartProcessing(StreamSubscription subscription, in StreamRecord record)
    {
        var span = Source.StartActivity("process", ActivityKind.Consumer);
        span?.SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", record.Stream)
            .SetTag("messaging.destination.partition.id", record.Partition)
            .SetTag("messaging.consumer.group.name", subscription.Group)
            .SetTag("messaging.message.body.size", record.Value.Length);
        return span;
    }
}
