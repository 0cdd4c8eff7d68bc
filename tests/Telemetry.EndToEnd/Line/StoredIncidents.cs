using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;

namespace Telemetry.EndToEnd.Line;

/// <summary>An incident made by hand, written into a storage folder that no process has open: the stream of incidents is durable there.</summary>
internal sealed class StoredIncidents(string folder)
{
    private const string Cluster = "test";

    private readonly ProtoWriter _writer = new();
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();
    private long _sequence;

    /// <summary>Appends the incident's next record.</summary>
    public async Task AppendAsync(IncidentChange change)
    {
        _sequence++;
        var record = new IncidentRecord
        {
            Cluster = Cluster,
            IncidentId = "by-hand",
            Sequence = _sequence,
            Change = change,
            At = _began.AddSeconds(_sequence),
            DecidedBy = _began.AddSeconds(_sequence),
            Severity = Severity.Critical,
            Began = _began,
            Root = [new("etcd", "disk", 0.9)],
            Summary = "etcd WAL sync p99 61 ms, 29x normal. Probable root: etcd disk (90 %)",
        };
        await StoredStream.AppendAsync(folder, Streams.Incidents, Encoding.UTF8.GetBytes(Cluster), IncidentCodec.Encode(_writer, record));
    }
}
