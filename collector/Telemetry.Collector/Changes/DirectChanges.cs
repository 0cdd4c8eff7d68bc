using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Collector.Changes;

/// <summary>
/// Publishes the changes of a replay at once. Those from before the time that the replay goes on from were published by the run before it;
/// the listener hears of every one.
/// </summary>
internal sealed class DirectChanges(IStreamPublisher publisher, CollectorMetrics metrics, Action<ChangeRecord>? told) : IChangeOutlet
{
    private readonly ProtoWriter _writer = new();
    private readonly ToldChanges _known = new();

    /// <summary>Event time from which on changes are published.</summary>
    public DateTimeOffset From { get; set; } = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public async ValueTask TellAsync(IReadOnlyList<ChangeRecord> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            if (!_known.Add(change.ChangeId)) continue;
            if (change.At >= From)
            {
                metrics.ChangeFound(change.What);
                await publisher.PublishAsync(Streams.Changes, Encoding.UTF8.GetBytes(change.Cluster), ChangeCodec.Encode(_writer, change), cancellationToken);
                metrics.ChangeSent();
            }

            told?.Invoke(change);
        }
    }
}
