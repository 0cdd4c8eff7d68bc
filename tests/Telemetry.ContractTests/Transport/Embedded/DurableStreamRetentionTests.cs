using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Storage;

namespace Telemetry.ContractTests.Transport.Embedded;

public sealed class DurableStreamRetentionTests
{
    [Fact]
    public async Task Retention_RecordsOverTheTime_AreTrimmedAndCounted()
    {
        var clock = new SettableClock();
        var (transport, readings) = await OpenAsync(new StorageOptions { Retention = TimeSpan.FromHours(1) }, clock);
        await using var _ = transport;
        await PublishAsync(transport, Streams.Incidents, "old", "older");
        clock.Advance(TimeSpan.FromMinutes(59));
        await PublishAsync(transport, Streams.Incidents, "young");
        clock.Advance(TimeSpan.FromMinutes(2));
        await PublishAsync(transport, Streams.Incidents, "new");

        Assert.Equal(["young", "new"], await ReadAsync(transport, Streams.Incidents, 2));
        Assert.Equal(2, readings.SumOf("telemetry.transport.dropped", ("stream", Streams.Incidents), ("reason", "age")));
    }

    [Fact]
    public async Task Retention_StreamOverItsSize_LosesItsOldestAndIsCounted()
    {
        var (transport, readings) = await OpenAsync(new StorageOptions { MaxStreamBytes = 1000 }, new SettableClock());
        await using var _ = transport;
        var values = Enumerable.Range(0, 50).Select(number => $"{number:000}{new string('.', 97)}").ToArray();
        await PublishAsync(transport, Streams.DeadLetter, values);
        await PublishAsync(transport, Streams.Incidents, "untouched");

        Assert.Equal(values[^10..], await ReadAsync(transport, Streams.DeadLetter, 10));
        Assert.Equal(40, readings.SumOf("telemetry.transport.dropped", ("stream", Streams.DeadLetter), ("reason", "size")));
        Assert.Equal(["untouched"], await ReadAsync(transport, Streams.Incidents, 1));
    }

    [Fact]
    public async Task Retention_GroupBehindTheTrim_GoesOnAtTheEarliestThatIsLeft()
    {
        var clock = new SettableClock();
        var (transport, _) = await OpenAsync(new StorageOptions { Retention = TimeSpan.FromHours(1) }, clock);
        await using var __ = transport;
        await PublishAsync(transport, Streams.Incidents, "read");
        Assert.Equal(["read"], await ReadAsync(transport, Streams.Incidents, 1));
        await PublishAsync(transport, Streams.Incidents, "missed");
        clock.Advance(TimeSpan.FromHours(2));
        await PublishAsync(transport, Streams.Incidents, "left");

        Assert.Equal(["left"], await ReadAsync(transport, Streams.Incidents, 1));
    }

    private static async Task<(EmbeddedTransport Transport, MeterReadings Readings)> OpenAsync(StorageOptions options, TimeProvider clock)
    {
        var meters = Meters.Create();
        var readings = new MeterReadings(meters);
        return (await EmbeddedTransport.OpenAsync(
            StorageFile.OpenInMemory(), options, new EmbeddedTransportOptions(), clock, meters, NullLoggerFactory.Instance), readings);
    }

    private static async Task PublishAsync(EmbeddedTransport transport, string stream, params string[] values)
    {
        // Keys are empty, so that a record's size is that of its value.
        foreach (var value in values) await transport.PublishAsync(stream, default, Encoding.UTF8.GetBytes(value), default);
    }

    private static async Task<IEnumerable<string>> ReadAsync(EmbeddedTransport transport, string stream, int count)
    {
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(transport, new(stream, "g", TimeSpan.Zero), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(count, consuming.Task);
        await consuming.StopAsync();
        return log.Values;
    }

    private sealed class SettableClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }
}
