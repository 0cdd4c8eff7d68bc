using Telemetry.Detection.Forecasting;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Forecasting;

public class SignalForecasterTests
{
    private const long ScrapeMs = 10_000;
    private const int PerMinute = 6;
    private const int ClimbMinute = 180;
    private const int CrossedMinute = 290;

    [Fact]
    public void Outlook_BeforeAMinuteIsWhole_IsNothing()
    {
        var forecaster = new SignalForecaster(1, LimitSource.Catalog);
        for (var i = 0; i < PerMinute; i++) Assert.False(forecaster.Take(i * ScrapeMs, 0.1, ScrapeMs));

        Assert.Null(forecaster.Outlook());
        Assert.True(forecaster.Take(PerMinute * ScrapeMs, 0.1, ScrapeMs));
        Assert.Equal(60_000, forecaster.Outlook()!.AsOfMs);
    }

    [Fact]
    public void Warning_RampTowardsALimit_ComesBeforeItIsCrossed()
    {
        var (warnedMinute, outlook) = FirstWarning(new SignalForecaster(1, LimitSource.Promised));

        Assert.InRange(warnedMinute, ClimbMinute, CrossedMinute - 2);
        Assert.True(outlook!.Breach.EarliestMs <= outlook.Breach.ExpectedMs);
        Assert.False(outlook.Breach.LatestMs < outlook.Breach.ExpectedMs);
    }

    [Fact]
    public void Warning_LearnedLimit_NeverComes()
    {
        var (warnedMinute, _) = FirstWarning(new SignalForecaster(double.NaN, LimitSource.Catalog));

        Assert.Equal(-1, warnedMinute);
    }

    [Fact]
    public void Warning_FirstHour_NeverComes()
    {
        var forecaster = new SignalForecaster(1, LimitSource.Catalog);
        for (var i = 0; i < 59 * PerMinute; i++)
        {
            forecaster.Take(i * ScrapeMs, 5, ScrapeMs);
            Assert.Equal(BreachWarning.None, forecaster.Outlook()?.Warning ?? BreachWarning.None);
        }
    }

    [Fact]
    public void Warning_QuietSignalFarBelowItsLimit_NeverComes()
    {
        var noise = new Gaussian(9);
        var forecaster = new SignalForecaster(1, LimitSource.Catalog);
        for (var i = 0; i < 1_440 * PerMinute; i++)
        {
            if (forecaster.Take(i * ScrapeMs, 0.1 + (0.02 * noise.Normal()), ScrapeMs)) Assert.Equal(BreachWarning.None, forecaster.Outlook()!.Warning);
        }
    }

    [Fact]
    public void Warning_OneLikelyMinute_IsNotEnoughForFifteenMinutes()
    {
        var forecaster = new SignalForecaster(1, LimitSource.Catalog);
        var outlooks = new List<SignalOutlook>();
        for (var i = 0; i < 240; i++)
            if (forecaster.Take(i * 60_000L, i < 180 ? 0.1 : 3, 60_000)) outlooks.Add(forecaster.Outlook()!);
        var first = outlooks.FindIndex(outlook => outlook.Horizons[2].BreachProbability >= 0.5);

        Assert.True(first > 0);
        if (outlooks[first].Horizons[1].BreachProbability < 0.8) Assert.Equal(BreachWarning.None, outlooks[first].Warning);
        Assert.NotEqual(BreachWarning.None, outlooks[first + 1].Warning);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(300_000)]
    public void Forecasts_AnyScrapeInterval_HaveABand(long intervalMs)
    {
        var noise = new Gaussian(10);
        var forecaster = new SignalForecaster(200, LimitSource.Catalog);
        for (var timeMs = 0L; timeMs < 60_000_000; timeMs += intervalMs) forecaster.Take(timeMs, 100 + noise.Normal(), intervalMs);

        foreach (var horizon in forecaster.Outlook()!.Horizons)
        {
            Assert.True(horizon.Low < 100 && horizon.High > 100 && horizon.High - horizon.Low < 10, $"{horizon}");
            Assert.InRange(horizon.BreachProbability, 0, 0.01);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Snapshot_WithinAMinute_GoesOnToTheLastBit(double limit)
    {
        var original = new SignalForecaster(limit, LimitSource.Catalog);
        Feed(original, 0, 1_003);
        var restored = new SignalForecaster(limit, LimitSource.Catalog);
        var reader = new SnapshotReader(Save(original));
        restored.Restore(ref reader);
        Feed(original, 1_003, 2_000);
        Feed(restored, 1_003, 2_000);

        Assert.Equal(Save(original), Save(restored));
    }

    [Fact]
    public void Restore_AnotherLimit_SpeaksOfTheNewOne()
    {
        var original = new SignalForecaster(1, LimitSource.Catalog);
        Feed(original, 0, 1_003);
        var restored = new SignalForecaster(2, LimitSource.Promised);
        var reader = new SnapshotReader(Save(original));
        restored.Restore(ref reader);
        Feed(restored, 1_003, 1_020);

        Assert.Equal(2, restored.Outlook()!.Limit);
        Assert.Equal(LimitSource.Promised, restored.Outlook()!.Source);
    }

    [Fact]
    public void Restore_CutShort_IsRefused()
    {
        var original = new SignalForecaster(1, LimitSource.Catalog);
        Feed(original, 0, 100);
        var snapshot = Save(original);

        Assert.Throws<SnapshotException>(() =>
        {
            var reader = new SnapshotReader(snapshot.AsSpan(0, snapshot.Length / 2));
            new SignalForecaster(1, LimitSource.Catalog).Restore(ref reader);
        });
    }

    [Fact]
    public void State_OfASignal_StaysWithinItsBound()
    {
        var forecaster = new SignalForecaster(1, LimitSource.Catalog);
        Feed(forecaster, 0, 1_500 * PerMinute);

        Assert.InRange(Save(forecaster).Length, 10_000, 28_000);
    }

    // Three quiet hours, then a climb that crosses the limit of 1.
    private static (int Minute, SignalOutlook? Outlook) FirstWarning(SignalForecaster forecaster)
    {
        var noise = new Gaussian(11);
        for (var i = 0; i < 360 * PerMinute; i++)
        {
            var minute = i / PerMinute;
            var value = 0.2 + (0.8 * Math.Max(minute - ClimbMinute, 0) / (CrossedMinute - ClimbMinute));
            if (!forecaster.Take(i * ScrapeMs, value + (0.01 * noise.Normal()), ScrapeMs)) continue;
            if (forecaster.Outlook() is { Warning: not BreachWarning.None } outlook) return (minute, outlook);
        }

        return (-1, null);
    }

    private static void Feed(SignalForecaster forecaster, int from, int to)
    {
        for (var i = from; i < to; i++) forecaster.Take(i * ScrapeMs, 0.5 + (0.1 * (i % 17)), ScrapeMs);
    }

    private static byte[] Save(SignalForecaster forecaster)
    {
        var writer = new SnapshotWriter();
        forecaster.Save(writer);
        return writer.Written.ToArray();
    }
}
