using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
using Telemetry.Transport;

namespace Telemetry.Collector.Tests.Recordings;

/// <summary>A transport that keeps everything: metrics records, and apart from them the changes.</summary>
internal sealed class KeepingPublisher : IStreamPublisher
{
    private readonly Lock _lock = new();
    private readonly List<(string Key, byte[] Value)> _records = [];
    private readonly List<ChangeRecord> _changes = [];

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_lock) return [.. _records.Select(record => record.Key)];
        }
    }

    public IReadOnlyList<byte[]> Values
    {
        get
        {
            lock (_lock) return [.. _records.Select(record => record.Value)];
        }
    }

    public IReadOnlyList<ChangeRecord> Changes
    {
        get
        {
            lock (_lock) return [.. _changes];
        }
    }

    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (stream == Streams.Changes) _changes.Add(ChangeCodec.Decode(value.Span, out _)!);
            else _records.Add((Encoding.UTF8.GetString(key.Span), value.ToArray()));
        }

        return ValueTask.CompletedTask;
    }
}
