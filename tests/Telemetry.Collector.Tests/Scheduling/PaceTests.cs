using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Collector.Tests.Targets;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Collector.Tests.Scheduling;

public sealed class PaceTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TestMeters _meters = new();
    private readonly AdaptiveOptions _options = new();
    private readonly ScrapeTarget _target = ListedTargets.Target("host:1") with { Interval = TimeSpan.FromSeconds(5) };
    private readonly TargetEvents _events;
    private readonly PaceKeeper _keeper;

    public PaceTests()
    {
        _events = new TargetEvents(_time);
        _keeper = new PaceKeeper(_target, _events, () => _options, new CollectorMetrics(_meters), _time, NullLogger<PaceKeeper>.Instance);
        _events.Began += (_, began) => Assert.Equal(_target.Id, began.Target);
    }

    [Fact]
    public async Task Event_AboveTheScore_MakesItFastUntilTenMinutesAfter()
    {
        await SignalAsync(score: 6.5);
        _keeper.Look();
        Assert.Equal((ScrapePace.Fast, 1.0), (_keeper.Pace.Pace, _keeper.Grid.IntervalOf(_keeper.Pace.Pace).TotalSeconds));
        Assert.Contains("etcd_wal_fsync", _keeper.Pace.Why, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(5));
        await SignalAsync(score: 7);
        _time.Advance(TimeSpan.FromMinutes(9));
        Scrape();
        Assert.Equal(ScrapePace.Fast, _keeper.Pace.Pace);

        _time.Advance(TimeSpan.FromMinutes(2));
        Scrape();
        Assert.Equal((ScrapePace.Configured, ""), (_keeper.Pace.Pace, _keeper.Pace.Why));
    }

    [Theory]
    [InlineData(5.9, Verdict.Scored)]
    [InlineData(9, Verdict.Warming)]
    public async Task Signal_ThatIsNoEvent_ChangesNothing(double score, Verdict verdict)
    {
        await SignalAsync(score, verdict);
        _keeper.Look();

        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
    }

    [Fact]
    public async Task Event_ThatIsReadLate_DoesNotBeginAnew()
    {
        await SignalAsync(score: 9, agoMs: 11 * 60_000);

        Assert.Null(_events.Of(_target.Id));
    }

    [Fact]
    public void Cost_OfTheProcessor_MakesItSlowUntilItIsAFifthCheaper()
    {
        Scrape(readingMs: 510);
        Assert.Equal((ScrapePace.Slow, 10.0), (_keeper.Pace.Pace, _keeper.Grid.IntervalOf(_keeper.Pace.Pace).TotalSeconds));
        Assert.Contains("max_cpu_share", _keeper.Pace.Why, StringComparison.Ordinal);

        for (var i = 0; i < 30; i++) Scrape(readingMs: 450);
        Assert.Equal(ScrapePace.Slow, _keeper.Pace.Pace);
        for (var i = 0; i < 30; i++) Scrape(readingMs: 300);
        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
    }

    [Fact]
    public void Cost_OfBytesAndOfTimeouts_MakesItSlow()
    {
        Scrape(bytes: (int)(6 * AdaptiveOptions.DefaultMaxBytesPerSecond));
        Assert.Contains("max_bytes_per_second", _keeper.Pace.Why, StringComparison.Ordinal);

        for (var i = 0; i < 40; i++) Scrape();
        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
        for (var i = 0; i < 3; i++) Scrape(failure: ScrapeFailure.Timeout);
        Assert.Equal(ScrapePace.Slow, _keeper.Pace.Pace);
        Assert.Contains("max_timeouts", _keeper.Pace.Why, StringComparison.Ordinal);
        Scrape();
        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
    }

    [Fact]
    public async Task EventAndCost_Together_LeaveTheConfiguredInterval()
    {
        Scrape(readingMs: 510);
        await SignalAsync(score: 9);
        _keeper.Look();

        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
        Assert.Contains("but it takes", _keeper.Pace.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_OfATargetThatWouldBeTooDearFaster_LeavesTheConfiguredInterval()
    {
        Scrape(readingMs: 110);
        await SignalAsync(score: 9);
        _keeper.Look();

        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
        Assert.Contains("but faster it takes 11.0", _keeper.Pace.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Pace_ThatIsNotToAdapt_IsAsConfigured()
    {
        _options.Enabled = false;

        Scrape(readingMs: 5000);

        Assert.Equal(ScrapePace.Configured, _keeper.Pace.Pace);
    }

    [Fact]
    public void Pace_ThatChanges_WakesWhoWaits()
    {
        var waiting = _keeper.Pace.Changed;

        Scrape(readingMs: 510);

        Assert.True(waiting.IsCompleted);
        Assert.False(_keeper.Pace.Changed.IsCompleted);
        Assert.Equal(1, _meters["telemetry.collector.pace_changes{slow}"]);
    }

    public void Dispose() => _meters.Dispose();

    private void Scrape(double readingMs = 1, int bytes = 1000, ScrapeFailure failure = ScrapeFailure.None) => _keeper.Scraped(new LastScrape(
        _time.GetUtcNow(), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(readingMs), Slot: 1, bytes, new PageVerdict(failure, 10, ""), Failed: 0));

    private async Task SignalAsync(double score, Verdict verdict = Verdict.Scored, long agoMs = 0)
    {
        var reader = new SignalWatch.Reader(_events, new CurrentOptions(new CollectorOptions()));
        var point = new SignalPoint("etcd_wal_fsync", "f", "", "etcd", verdict, score, 3, 0, 1, 1, "s");
        var record = new SignalRecord
        {
            Target = _target.Id,
            ScrapeTimeMs = _time.GetUtcNow().ToUnixTimeMilliseconds() - agoMs,
            ScrapeDurationMs = 10,
            IntervalMs = 5000,
            Up = true,
            Points = [point],
        };
        var value = SignalCodec.Encode(new ProtoWriter(), record);
        await reader.ProcessAsync(new StreamRecord(Streams.Signals, 0, 0, default, value), CancellationToken.None);
    }
}
