using Confluent.Kafka;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka.Publishing;

/// <summary>Waits for the broker's answer to one record.</summary>
internal sealed class Delivery(string topic)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the record is acknowledged; fails with a <see cref="TransportException"/>.</summary>
    public Task Acknowledged => _answer.Task;

    public void Report(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError) _answer.TrySetException(KafkaFailure.From(report.Error, $"publishing to {topic}"));
        else _answer.TrySetResult();
    }
}
