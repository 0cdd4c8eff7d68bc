using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

public sealed class SendBufferTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly FaultyPublisher _publisher = new();
    private readonly TestMeters _meters = new();
    private readonly CollectorMetrics _metrics;
    private readonly SendBuffer _buffer;
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-send-buffer-").FullName;

    public SendBufferTests()
    {
        var options = new CollectorOptions { Collector = new() { SendBufferBytes = 400 } };
        _metrics = new CollectorMetrics(_meters);
        _buffer = new SendBuffer(_publisher, options, _metrics, TimeProvider.System, NullLoggerFactory.Instance);
    }

    [Fact]
    public async Task Records_OfOneTarget_ArriveInOrder()
    {
        await _buffer.StartAsync(CancellationToken.None);
        await SendAsync("a", "1", "2");
        await SendAsync("a", "3");

        await ArrivedAsync(3);
        Assert.Equal(["a:1", "a:2", "a:3"], _publisher.Taken);
    }

    [Fact]
    public async Task Records_WhileTheBrokerIsAway_WaitAndArriveOnce()
    {
        _publisher.IsAway = true;
        await _buffer.StartAsync(CancellationToken.None);
        await SendAsync("a", "1", "2");
        await Eventually.TrueAsync(() => _publisher.Attempts >= 2, Deadline, () => $"{_publisher.Attempts} attempts");
        _publisher.IsAway = false;

        await ArrivedAsync(2);
        Assert.Equal(["a:1", "a:2"], _publisher.Taken);
        Assert.True(_meters["telemetry.collector.publish.retries"] >= 2);
    }

    [Fact]
    public async Task Records_BeyondTheBound_PushOutTheOldest()
    {
        // Not started: nothing leaves. One lane holds 100 bytes, which are ten of these.
        foreach (var i in Enumerable.Range(0, 15)) await SendAsync("a", $"{i:D10}");
        await _buffer.StartAsync(CancellationToken.None);

        await ArrivedAsync(10);
        Assert.Equal(Enumerable.Range(5, 10).Select(i => $"a:{i:D10}"), _publisher.Taken);
        Assert.Equal(5, _meters["telemetry.collector.records.dropped{buffer_full}"]);
        AssertAccounts();
    }

    [Fact]
    public async Task Record_RefusedForGood_IsGivenUpAlone()
    {
        _publisher.Refuses = record => record == "a:2";
        await _buffer.StartAsync(CancellationToken.None);
        await SendAsync("a", "1", "2", "3");

        await ArrivedAsync(2);
        Assert.Equal(["a:1", "a:3"], _publisher.Taken);
        Assert.Equal(1, _meters["telemetry.collector.records.dropped{refused}"]);
        AssertAccounts();
    }

    [Fact]
    public async Task Stop_SendsWhatWaits()
    {
        await SendAsync("a", "1", "2");
        await SendAsync("b", "3");
        await _buffer.StartAsync(CancellationToken.None);
        await _buffer.StopAsync(CancellationToken.None);

        Assert.Equal(3, _publisher.Taken.Count);
        AssertAccounts();
    }

    [Fact]
    public async Task Stop_WithTheBrokerAway_EndsAtItsDeadlineAndCountsTheRest()
    {
        _publisher.IsAway = true;
        await _buffer.StartAsync(CancellationToken.None);
        await SendAsync("a", "1", "2");
        await Eventually.TrueAsync(() => _publisher.Attempts > 0, Deadline, () => "no attempt");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _buffer.StopAsync(deadline.Token);
        await Eventually.TrueAsync(() => _meters["telemetry.collector.records.dropped{stopped}"] == 2, Deadline, () => "not counted");

        Assert.Empty(_publisher.Taken);
        AssertAccounts();
    }

    [Fact]
    public async Task Records_BeyondTheBoundWithADisk_WaitThereAndArriveInOrder()
    {
        using var buffer = WithDisk();
        foreach (var i in Enumerable.Range(0, 45)) await SendAsync(buffer, "a", $"{i:D10}");
        Assert.True(_meters["telemetry.collector.send_buffer.size"] <= 100);
        await buffer.StartAsync(CancellationToken.None);

        await ArrivedAsync(45);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"a:{i:D10}"), _publisher.Taken);
        await buffer.StopAsync(CancellationToken.None);
        AssertAccounts();
    }

    [Fact]
    public async Task Records_BeyondTheDiskToo_PushOutTheOldestAndAreCounted()
    {
        using var buffer = WithDisk(diskBytes: 220);
        foreach (var i in Enumerable.Range(0, 100)) await SendAsync(buffer, "a", $"{i:D10}");
        await buffer.StartAsync(CancellationToken.None);
        await buffer.StopAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(100 - _publisher.Taken.Count, _publisher.Taken.Count).Select(i => $"a:{i:D10}"), _publisher.Taken);
        Assert.InRange(_publisher.Taken.Count, 20, 30);
        Assert.Equal(100 - _publisher.Taken.Count, _meters["telemetry.collector.records.dropped{buffer_full}"]);
        AssertAccounts();
    }

    [Fact]
    public async Task Stop_WithTheBrokerAwayAndADisk_KeepsTheRestForTheNextStart()
    {
        _publisher.IsAway = true;
        using (var buffer = WithDisk())
        {
            await buffer.StartAsync(CancellationToken.None);
            // The first is on its way, from memory, when the others reach the disk: it must be put back before them.
            await SendAsync(buffer, "a", $"{0:D10}");
            await Eventually.TrueAsync(() => _publisher.Attempts > 0, Deadline, () => "no attempt");
            foreach (var i in Enumerable.Range(1, 34)) await SendAsync(buffer, "a", $"{i:D10}");
            using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await buffer.StopAsync(deadline.Token);
            await buffer.ExecuteTask!;
        }
        Assert.Equal(0, _meters.Total("telemetry.collector.records.dropped"));
        Assert.Empty(_publisher.Taken);

        _publisher.IsAway = false;
        using var next = WithDisk();
        Assert.Equal(35, _meters["telemetry.collector.records.recovered"]);
        await SendAsync(next, "a", $"{35:D10}");
        await next.StartAsync(CancellationToken.None);
        await ArrivedAsync(36);
        Assert.Equal(Enumerable.Range(0, 36).Select(i => $"a:{i:D10}"), _publisher.Taken);
    }

    [Fact]
    public async Task Records_WithADiskThatIsFull_PushOutTheOldestAndGoOn()
    {
        using var buffer = WithDisk();
        buffer.Spool!.Database.QueryInt64($"PRAGMA max_page_count = {buffer.Spool.Database.QueryInt64("PRAGMA page_count")}");
        foreach (var i in Enumerable.Range(0, 3000)) await SendAsync(buffer, "a", $"{i:D10}");
        await buffer.StartAsync(CancellationToken.None);
        await buffer.StopAsync(CancellationToken.None);

        Assert.Equal($"a:{2999:D10}", _publisher.Taken[^1]);
        Assert.Equal(_publisher.Taken.Order(StringComparer.Ordinal).Distinct(), _publisher.Taken);
        Assert.True(_meters["telemetry.collector.records.dropped{buffer_full}"] > 0);
        AssertAccounts();
    }

    [Fact]
    public async Task Records_OfManyTargetsUnderRandomFaults_AreAllAccountedFor()
    {
        var random = new Random(5);
        await _buffer.StartAsync(CancellationToken.None);
        for (var i = 0; i < 300; i++)
        {
            if (random.Next(20) == 0) _publisher.IsAway = !_publisher.IsAway;
            await SendAsync($"target-{random.Next(10)}", $"{i:D6}");
            await Task.Yield();
        }
        _publisher.IsAway = false;
        await _buffer.StopAsync(CancellationToken.None);

        AssertAccounts();
        foreach (var target in _publisher.Taken.GroupBy(record => record.Split(':')[0]))
            Assert.Equal(target.Order(StringComparer.Ordinal).Distinct(), target);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _meters.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SendBuffer WithDisk(long diskBytes = 1 << 20) => new(
        _publisher,
        new CollectorOptions { Collector = new() { SendBufferBytes = 400, SendBufferDiskBytes = diskBytes }, SpoolFolder = _folder },
        _metrics, TimeProvider.System, NullLoggerFactory.Instance);

    private ValueTask SendAsync(string key, params string[] values) => SendAsync(_buffer, key, values);

    private static ValueTask SendAsync(SendBuffer buffer, string key, params string[] values) => buffer.SendAsync(
        Encoding.UTF8.GetBytes(key), [.. values.Select(value => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(value))], scrapeEndMs: 0, CancellationToken.None);

    private Task ArrivedAsync(int records) =>
        Eventually.TrueAsync(() => _publisher.Taken.Count >= records, Deadline, () => string.Join(' ', _publisher.Taken));

    /// <summary>Made = sent + dropped, and nothing waits.</summary>
    private void AssertAccounts()
    {
        Assert.Equal(
            _meters["telemetry.collector.records"],
            _meters["telemetry.collector.records.sent"] + _meters.Total("telemetry.collector.records.dropped"));
        Assert.Equal(0, _meters["telemetry.collector.send_buffer.size"]);
    }
}
