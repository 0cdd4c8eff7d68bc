using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class SignalHistoryTests
{
    private const long StartMs = 1_795_220_625_000;

    [Fact]
    public void History_OfHours_KeepsItsBeginningAndIsDenseAtItsEnd()
    {
        var history = new SignalHistory();
        for (var second = 0; second <= 4 * 3600; second += 5) history.Add(StartMs + (second * 1000), second);

        var points = history.Points;

        Assert.InRange(points.Count, SignalHistory.Capacity / 2, SignalHistory.Capacity);
        Assert.Equal(StartMs, points[0].TimeMs);
        Assert.Equal(4 * 3600, points[^1].Value);
        Assert.True(points[^10].TimeMs >= StartMs + ((4 * 3600) - 120) * 1000L);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.TimeMs < pair.Second.TimeMs));
    }

    [Fact]
    public void History_OfValuesThatAreNone_LeavesThemOut()
    {
        var history = new SignalHistory();
        history.Add(StartMs, double.NaN);
        history.Add(StartMs, double.PositiveInfinity);
        history.Add(-1, 1);
        Assert.Empty(history.Points);
    }

    [Fact]
    public void History_Restored_IsTheSameAndGoesOn()
    {
        var history = new SignalHistory();
        for (var i = 0; i < 100; i++) history.Add(StartMs + (i * 10_000), i);
        var writer = new SnapshotWriter();
        history.Save(writer);
        var restored = new SignalHistory();
        var reader = new SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);
        foreach (var one in (SignalHistory[])[history, restored]) one.Add(StartMs + 2_000_000, 7);

        Assert.Equal(history.Points, restored.Points);
    }
}
