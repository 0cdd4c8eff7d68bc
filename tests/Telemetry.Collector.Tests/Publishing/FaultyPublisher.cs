using System.Text;
using Telemetry.Contracts;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>A transport that can be away, and that can refuse; keeps what it took as <c>key:value</c>.</summary>
internal sealed class FaultyPublisher : IStreamPublisher
{
    private readonly List<string> _taken = [];

    public bool IsAway { get; set; }

    public Func<string, bool> Refuses { get; set; } = _ => false;

    public int Attempts { get; private set; }

    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_taken) return [.. _taken];
        }
    }

    public async ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        Assert.Equal(Streams.Metrics, stream);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var record = $"{Encoding.UTF8.GetString(key.Span)}:{Encoding.UTF8.GetString(value.Span)}";
        lock (_taken)
        {
            Attempts++;
            if (IsAway) throw new TransportException("away", isTransient: true);
            if (Refuses(record)) throw new TransportException("refused", isTransient: false);
            _taken.Add(record);
        }
    }
}
