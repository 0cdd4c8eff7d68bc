using System.Text.Json;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Replaying;

/// <summary>The demo recording through the real executable.</summary>
public sealed class ReplayTests(DemoReplay demo) : IClassFixture<DemoReplay>
{
    // A page just behind an incident still speaks of it: the node is busy with what it left.
    private const long AftermathMs = 120_000;

    [Fact]
    public void Demo_Replayed_PagesEachIncidentOnceWithItsRootFirst()
    {
        var pages = demo.Events.Where(line => line.GetProperty("event").GetString() == "paged").ToList();

        var truth = new[] { (Start: 1795221225399, End: 1795221680399, Root: "etcd"), (Start: 1795221855399, End: 1795222125399, Root: "apiserver") };
        foreach (var (start, end, root) in truth)
        {
            var page = pages.First(page => AtMs(page) >= start && AtMs(page) <= end);
            Assert.Equal(root, page.GetProperty("root")[0].GetProperty("component").GetString());
        }

        Assert.All(pages, page => Assert.Contains(truth, incident => AtMs(page) >= incident.Start && AtMs(page) <= incident.End + AftermathMs));
        Assert.Equal(pages.Count, pages.DistinctBy(page => page.GetProperty("incident").GetString()).Count());
    }

    [Fact]
    public void Demo_Replayed_ResolvesTheFirstIncidentOnceItIsOver()
    {
        // The second one ends so late that the recording is over before its signals have been normal for long enough.
        var page = demo.Events.First(line => line.GetProperty("event").GetString() == "paged");

        var resolved = Assert.Single(demo.Events, line =>
            line.GetProperty("event").GetString() == "resolved" && line.GetProperty("incident").GetString() == page.GetProperty("incident").GetString());
        Assert.True(resolved.GetProperty("at").GetDateTimeOffset() > page.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public void Demo_Replayed_TellsWhatWasChangedWhereItHappened()
    {
        var changes = demo.Events.Where(line => line.GetProperty("event").GetString() == "changed").ToList();

        Assert.Equal(
            ["controller-manager", "scheduler", "kubelet"],
            changes.Where(change => change.GetProperty("what").GetString() == "start_time").Select(change => change.GetProperty("component").GetString()));
        Assert.Equal(
            ["app", "idle"],
            changes.Where(change => change.GetProperty("by").GetString() == "kubectl-rollout").Select(change => change.GetProperty("name").GetString()));
        // Each stands before the incidents' changes of its time and later, behind those of earlier ones.
        var ordered = demo.Events.Where(line => line.GetProperty("event").GetString() is not ("paged" or "ticketed" or "worsened")).Select(line => line.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(ordered.Order(), ordered);
    }

    [Fact]
    public async Task Truth_Removed_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        RecordingCopy.WithoutTruth(RecordingCopy.Demo, folder.Path);

        var finished = await DemoReplay.RunAsync(folder.Path);

        Assert.Equal(demo.Lines, finished.Output);
    }

    [Fact]
    public async Task Speed_Bounded_GivesTheSameBytes()
    {
        var finished = await DemoReplay.RunAsync(RecordingCopy.Demo, "--speed", "120");

        Assert.Equal(demo.Lines, finished.Output);
    }

    [Fact]
    public async Task State_KilledAndStartedAgain_LosesNoLineAndChangesNone()
    {
        using var state = new TemporaryFolder();
        var first = TelemetryProcess.Start("replay", RecordingCopy.Demo, "--format", "json", "--state", state.Path);
        await Eventually.TrueAsync(
            () => first.Child.Output.Count > 0 && File.Exists(state["replay.db"]), TimeSpan.FromMinutes(2), () => first.Child.Tail());
        await first.Child.KillAsync();
        Assert.False(first.Child.Output.Count == demo.Lines.Count, "It had ended before it was killed; the test shows nothing.");

        var second = await DemoReplay.RunAsync(RecordingCopy.Demo, "--state", state.Path);

        // The line that was being written when the kill came may be half a line.
        var whole = first.Child.Output.Where(IsJson);
        Assert.Equal(demo.Lines, whole.Concat(second.Output).Distinct());
        await first.DisposeAsync();
    }

    private static long AtMs(JsonElement page) => page.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds();

    private static bool IsJson(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
