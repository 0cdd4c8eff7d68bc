using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Transport;
using Telemetry.Transport.Kafka;

namespace Telemetry.EndToEnd.Programs;

/// <summary>Everything that comes over <c>telemetry.metrics</c> of a broker, read as a consumer of its own group: which target, which scrape.</summary>
internal sealed class StreamedScrapes : IAsyncDisposable
{
    private readonly KafkaTransport _transport;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<StreamedScrape> _seen = new();
    private readonly Task _reading;

    private StreamedScrapes(KafkaTransport transport)
    {
        _transport = transport;
        _reading = Task.Run(() => transport.ConsumeAsync(new StreamSubscription(Streams.Metrics, "streamed-scrapes", TimeSpan.FromSeconds(1)), _ => new Reader(_seen), _stop.Token));
    }

    /// <summary>What has come so far, doubles included, in the order of each target.</summary>
    public IReadOnlyList<StreamedScrape> Seen => [.. _seen];

    public static async Task<StreamedScrapes> ReadAsync(KafkaBroker broker)
    {
        var options = new KafkaOptions { Properties = new Dictionary<string, string>(broker.Properties), Partitions = 2, ReplicationFactor = 1 };
        return new StreamedScrapes(await KafkaTransport.OpenAsync(options, [Streams.Metrics], TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance));
    }

    /// <summary>Scrape times of each target, Unix ms, doubles left out, ascending.</summary>
    public IReadOnlyDictionary<string, List<long>> TimesByTarget() =>
        Seen.GroupBy(scrape => scrape.Target).ToDictionary(scrapes => scrapes.Key, scrapes => scrapes.Select(scrape => scrape.TimeMs).Distinct().Order().ToList());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _transport.DisposeAsync();
        _stop.Dispose();
    }

    private sealed class Reader(ConcurrentQueue<StreamedScrape> seen) : IPartitionProcessor
    {
        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new((long?)null);

        public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
        {
            var reader = new MetricsRecordReader(record.Value.Span);
            Xunit.Assert.True(reader.Read() && reader.Token == MetricsToken.Resource, $"{record.Offset}: a record begins with its resource");
            seen.Enqueue(new StreamedScrape(reader.Resource.ToTarget().ToString(), reader.Resource.ScrapeTimeMs));
            return ValueTask.CompletedTask;
        }

        public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>One record's place.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="TimeMs">Begin of the scrape, Unix ms.</param>
internal readonly record struct StreamedScrape(string Target, long TimeMs);
