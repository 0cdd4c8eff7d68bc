using Confluent.Kafka;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka.Publishing;

/// <summary>Appends records and waits until all in-sync replicas have acknowledged them.</summary>
internal sealed class KafkaPublisher(IProducer<byte[], byte[]> producer, TimeProvider timeProvider) : IDisposable
{
    /// <summary>Pause before a full queue is tried again.</summary>
    private static readonly TimeSpan QueueFullPause = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Queues one record and returns the task of its acknowledgement. Waits while the queue is full.</summary>
    /// <exception cref="TransportException">The record was refused before it was queued.</exception>
    public async ValueTask<Task> EnqueueAsync(
        TopicPartition target, Message<byte[], byte[]> message, CancellationToken cancellationToken)
    {
        var delivery = new Delivery(target.Topic);
        // One at a time, so that a record that waits for room is not overtaken by a later one of its key.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (!TryProduce(target, message, delivery)) await Task.Delay(QueueFullPause, timeProvider, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        return delivery.Acknowledged;
    }

    public async ValueTask PublishAsync(TopicPartition target, Message<byte[], byte[]> message, CancellationToken cancellationToken)
    {
        var acknowledged = await EnqueueAsync(target, message, cancellationToken);
        await acknowledged.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        producer.Dispose();
        _turn.Dispose();
    }

    private bool TryProduce(TopicPartition target, Message<byte[], byte[]> message, Delivery delivery)
    {
        try
        {
            producer.Produce(target, message, delivery.Report);
            return true;
        }
        catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
        catch (KafkaException e)
        {
            throw KafkaFailure.From(e, $"publishing to {target.Topic}");
        }
    }
}
