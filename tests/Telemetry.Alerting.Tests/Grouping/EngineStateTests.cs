using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

public class EngineStateTests
{
    [Fact]
    public void Restore_UnderEditedSettings_KeepsTheKeyAndTellsTheEnd()
    {
        var engine = new AlertEngine(Plans.Of("svc", 1, 2));
        engine.Take(Post("a svc=x", 1, 5));
        var first = Assert.Single(engine.Flush(EngineRig.At(2)));

        var restarted = new AlertEngine(Plans.Of("alertname", 1, 2));
        Assert.Empty(restarted.Restore(engine.TakeChanges()));
        var last = Assert.Single(restarted.Flush(EngineRig.At(6)));

        Assert.Equal((first.GroupKey, first.OpenedAt, 2L, NotificationAction.Resolve), (last.GroupKey, last.OpenedAt, last.Sequence, last.Action));
    }

    [Fact]
    public void Restore_OfALookThatWasNotSaved_TellsTheSameIdentity()
    {
        var engine = new AlertEngine(Plans.Of("svc", 1, 2));
        engine.Take(Post("a svc=x", 1, 50));
        var saved = engine.TakeChanges();
        var lost = Assert.Single(engine.Flush(EngineRig.At(2)));

        var restarted = new AlertEngine(Plans.Of("svc", 1, 2));
        restarted.Restore(saved);
        var again = Assert.Single(restarted.Flush(EngineRig.At(9)));

        Assert.Equal((lost.GroupKey, lost.OpenedAt, lost.Sequence), (again.GroupKey, again.OpenedAt, again.Sequence));
    }

    [Fact]
    public void Restore_OfDamagedEntries_NamesThemAndUsesTheRest()
    {
        var engine = new AlertEngine(Plans.Of("svc", 1, 2));
        engine.Take(Post("a svc=x", 1, 50));
        engine.Take(Post("b svc=y", 1, 50));
        engine.Flush(EngineRig.At(2));
        var saved = engine.TakeChanges().ToArray();
        var damaged = Array.FindIndex(saved, entry => entry.Key.StartsWith("group/", StringComparison.Ordinal));
        saved[damaged] = new StateEntry(saved[damaged].Key, new byte[] { 8, 1, 0xFF });

        var restarted = new AlertEngine(Plans.Of("svc", 1, 2));

        Assert.Equal([saved[damaged].Key], restarted.Restore(saved));
        Assert.Single(restarted.Flush(EngineRig.At(10)));
    }

    [Fact]
    public void Restore_OfEntriesOfOthers_PassesOverThem() =>
        Assert.Empty(new AlertEngine(Plans.Of("svc", 1, 2)).Restore([new StateEntry("outbox/x", new byte[] { 1 }), new StateEntry("position", null)]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Times_AtTheEndsOfTheCalendar_AreTaken(bool awaits)
    {
        var engine = new AlertEngine(Plans.Of(Plans.Route("", 1, 2) with { Flap = true }) with { AwaitFutureStarts = awaits });
        engine.Take(new(EngineRig.At(1), "", new PostedAlerts([Alert("old", DateTimeOffset.MinValue, DateTimeOffset.MaxValue), Alert("new", DateTimeOffset.MaxValue, DateTimeOffset.MaxValue)])));

        var notice = Assert.Single(engine.Flush(EngineRig.At(1)));
        Assert.Equal(awaits ? 1 : 2, notice.Data.Alerts.Count);
        Assert.Empty(engine.Flush(EngineRig.At(100)));
    }

    [Fact]
    public void Ticks_ThatChangeNothing_WriteNoGroup()
    {
        var engine = new AlertEngine(Plans.Of("svc", 1, 2));
        engine.Take(Post("a svc=x", 1, 50));
        engine.Flush(EngineRig.At(2));
        engine.TakeChanges();

        engine.Flush(EngineRig.At(4));

        Assert.Equal(["engine"], engine.TakeChanges().Select(entry => entry.Key));
    }

    [Fact]
    public void Groups_ThatAreOver_LeaveNoStateBehind()
    {
        var engine = new AlertEngine(Plans.Of("svc", 1, 2));
        engine.Take(Post("a svc=x", 1, 5));
        var state = new HashSet<string>(StringComparer.Ordinal);
        while (engine.NextDue is { } due)
        {
            engine.Flush(due);
            foreach (var (key, value) in engine.TakeChanges())
            {
                if (value is null) state.Remove(key);
                else state.Add(key);
            }
        }

        Assert.Equal(["engine"], state);
    }

    private static AlertCommand Post(string labels, double start, double end) =>
        new(EngineRig.At(start), "", new PostedAlerts([Alert(labels, EngineRig.At(start), EngineRig.At(end))]));

    private static PostedAlert Alert(string labels, DateTimeOffset start, DateTimeOffset end) =>
        new() { Labels = EngineRig.Labels(labels), StartsAt = start, EndsAt = end, UpdatedAt = EngineRig.At(1) };
}
