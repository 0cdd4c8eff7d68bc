using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Kafka;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>Puts incidents on their stream, as a detector does: those of two clusters, so that both partitions have some.</summary>
internal sealed class ChaosIncidents : IAsyncDisposable
{
    private readonly ProtoWriter _writer = new();
    private readonly KafkaTransport _transport;

    private ChaosIncidents(KafkaTransport transport) => _transport = transport;

    /// <summary>Connects to a broker.</summary>
    public static async Task<ChaosIncidents> ConnectAsync(IReadOnlyDictionary<string, string> properties)
    {
        var options = new KafkaOptions { Properties = new Dictionary<string, string>(properties), Partitions = 2, ReplicationFactor = 1 };
        return new(await KafkaTransport.OpenAsync(options, [Streams.Incidents], TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance));
    }

    /// <summary>Publishes that an incident opened, or that it is over; whether the broker has it.</summary>
    public async Task<bool> TryPublishAsync(ChaosThing incident, bool isOver, CancellationToken cancellationToken)
    {
        var record = RecordOf(incident, isOver);
        try
        {
            await _transport.PublishAsync(Streams.Incidents, Encoding.UTF8.GetBytes(record.Cluster), IncidentCodec.Encode(_writer, record), cancellationToken);
            return true;
        }
        catch (TransportException failure) when (failure.IsTransient)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    // A component of its own, so that it is not taken for one that flaps.
    private static IncidentRecord RecordOf(ChaosThing incident, bool isOver)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new IncidentRecord
        {
            Cluster = incident.Number % 4 == 0 ? "chaos-even" : "chaos-odd",
            IncidentId = incident.Name,
            Sequence = isOver ? 2 : 1,
            Change = isOver ? IncidentChange.Resolved : IncidentChange.Opened,
            At = now,
            DecidedBy = now,
            Severity = Severity.Critical,
            Began = now,
            Root = [new(incident.Name, "load", 0.9)],
            Summary = $"{incident.Name} p99 61 ms, 29x normal",
        };
    }
}
