using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Watching;

/// <summary>Lists, watches and everything that goes wrong with them, against the stand-in over TLS.</summary>
public sealed class ResourceFeedTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private KubernetesRig _rig = null!;
    private ConfigMaps _maps = null!;

    public async Task InitializeAsync()
    {
        _rig = await KubernetesRig.StartAsync();
        _maps = new ConfigMaps(_rig.Server);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Watch_AListOfManyPages_KnowsEveryObjectAndWhatHappensAfterwards()
    {
        Fill(1200);
        await using var mirror = new Mirror(_rig.Feed, ConfigMaps.All);
        await mirror.KnowsAsync(_maps.Expected);

        _maps.Put(7, "changed");
        _maps.Put(5000, "new");
        _maps.Delete(1100);

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(3, _rig.Server.Asks.Count(ask => ask.Path.Contains("limit=500", StringComparison.Ordinal)));
        Assert.Equal(1, mirror.Count(ResourceChange.Synced));
    }

    [Fact]
    public async Task Watch_WhoseContinueTokenExpires_FetchesTheRemainderAndMissesNothing()
    {
        Fill(3000);
        var isFirst = true;
        await using var mirror = new Mirror(_rig.Feed, ConfigMaps.All, async told =>
        {
            if (told.Change != ResourceChange.Replaced || !isFirst) return;
            isFirst = false;
            // The list waits for this consumer in its third page. By the fourth the version of the first is gone, and objects of it changed.
            await Eventually.TrueAsync(() => _rig.Server.Asks.Count >= 3, Deadline, () => "no third page");
            _maps.Put(3, "changed after the first page");
            _maps.Delete(4);
            _rig.Server.Compact();
        });

        await mirror.KnowsAsync(_maps.Expected);
        Assert.True(_rig.Readings.SumOf("telemetry.kubernetes.requests", ("code", "410")) >= 1);
    }

    [Fact]
    public async Task Watch_OfWhatSelectorsSelect_LosesWhatIsNoLongerSelected()
    {
        _maps.Put(1, "a", "\"tier\":\"real\"");
        _rig.Server.Put("configmaps", """{"metadata":{"name":"other","namespace":"load"},"data":{"text":"x"}}""");
        await using var byLabel = new Mirror(_rig.Feed, ConfigMaps.All with { LabelSelector = "tier in (real, other)" });
        await using var byField = new Mirror(_rig.Feed, ConfigMaps.All with { FieldSelector = "metadata.name=m-00001" });
        await byLabel.KnowsAsync(_maps.Expected);
        await byField.KnowsAsync(_maps.Expected);

        _maps.Put(1, "b");

        await byField.KnowsAsync(_maps.Expected);
        await byLabel.KnowsAsync(new Dictionary<string, string>());
    }

    [Fact]
    public async Task Watch_AnsweredWith410InItsStream_ListsAgain()
    {
        Fill(3);
        await using var mirror = await SyncedAsync();

        _rig.Server.Faults.ExpireWatches();
        _maps.Put(9, "after");
        _maps.Delete(1);

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(1, _rig.Readings.SumOf("telemetry.kubernetes.relists", ("reason", "expired")));
        Assert.Equal(1, _rig.Readings.SumOf("telemetry.kubernetes.watch.restarts", ("reason", "expired")));
    }

    [Fact]
    public async Task Watch_AnsweredWith410AsItsStatus_ListsAgain()
    {
        Fill(3);
        await using var mirror = await SyncedAsync();

        _rig.Server.Faults.Fail(1, 410);
        _rig.Server.Faults.CloseWatches();
        _maps.Delete(2);

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(1, _rig.Readings.SumOf("telemetry.kubernetes.relists", ("reason", "expired")));
    }

    [Fact]
    public async Task Watch_ThatOutlivesItsTimeInSilence_IsTakenUpAgain()
    {
        // The client's ten minutes are three seconds; the server's are ten minutes.
        await using var hasty = await KubernetesRig.StartAsync(haste: 200);
        var maps = new ConfigMaps(hasty.Server);
        maps.Put(1, "first");
        await using var mirror = new Mirror(hasty.Feed, ConfigMaps.All);
        await mirror.KnowsAsync(maps.Expected);

        await Eventually.TrueAsync(
            () => hasty.Readings.SumOf("telemetry.kubernetes.watch.restarts", ("reason", "stalled")) > 0, Deadline, () => "it was believed");
        maps.Put(1, "second");

        await mirror.KnowsAsync(maps.Expected);
        Assert.Equal(1, mirror.Count(ResourceChange.Replaced));
    }

    [Fact]
    public async Task Watch_CutInMidLine_GoesOnWhereItWas()
    {
        Fill(3);
        await using var mirror = await SyncedAsync();

        _rig.Server.Faults.CutWatches();
        _maps.Put(2, "while cut");

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(1, _rig.Readings.SumOf("telemetry.kubernetes.watch.restarts", ("reason", "disconnected")));
        Assert.Equal(1, mirror.Count(ResourceChange.Replaced));
    }

    [Fact]
    public async Task Watch_ClosedByTheServerAtItsTime_GoesOnWithoutAList()
    {
        Fill(1);
        await using var mirror = await SyncedAsync();

        _rig.Server.Faults.CloseWatches();
        _maps.Put(1, "between two watches");

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(1, mirror.Count(ResourceChange.Replaced));
        Assert.Equal(1, _rig.Readings.SumOf("telemetry.kubernetes.watch.restarts", ("reason", "closed")));
    }

    [Fact]
    public async Task Watch_OverAnApiServerRestart_KnowsWhatChangedMeanwhile()
    {
        Fill(600);
        await using var mirror = await SyncedAsync();

        await _rig.Server.RestartAsync(() =>
        {
            _maps.Delete(0);
            _maps.Put(601, "made while away");
            return Task.CompletedTask;
        });

        await mirror.KnowsAsync(_maps.Expected);
    }

    [Fact]
    public async Task Watch_Throttled_ComesAgainNotSoonerThanAsked()
    {
        Fill(2);
        _rig.Server.Faults.Throttle(2, TimeSpan.FromSeconds(10));
        await using var mirror = await SyncedAsync();

        var asks = _rig.Server.Asks.Select(ask => ask.At).ToArray();
        // Ten seconds of the client's clock are half a second here.
        Assert.All(asks[..2].Zip(asks[1..3]), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(0.49)));
        Assert.Equal(2, _rig.Readings.SumOf("telemetry.kubernetes.watch.restarts", ("reason", "throttled")));
    }

    [Fact]
    public async Task Watch_WhosePageBreaksOff_ListsAgainAndKeepsTheOldStateUntilThen()
    {
        Fill(600);
        await using var mirror = await SyncedAsync();

        _rig.Server.Faults.BreakPages(2);
        _rig.Server.Faults.ExpireWatches();
        await Eventually.TrueAsync(() => mirror.Count(ResourceChange.Replaced) >= 2, Deadline, () => "no list again");
        Assert.Equal(600, mirror.Objects.Count);
        _maps.Put(601, "late");

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(2, _rig.Readings.SumOf("telemetry.kubernetes.relists", ("reason", "broken_off")));
    }

    [Fact]
    public async Task Watch_WhosePageNeverComes_AsksAgain()
    {
        Fill(2);
        _rig.Server.Faults.LosePages(1);

        await using var mirror = await SyncedAsync();

        Assert.NotEqual(0, _rig.Readings.SumOf("telemetry.kubernetes.watch.restarts", ("reason", "stalled")));
    }

    [Fact]
    public async Task Watch_Forbidden_WaitsAndGoesOnOnceAllowed()
    {
        Fill(1);
        _rig.Server.Forbid("configmaps");
        await using var mirror = new Mirror(_rig.Feed, ConfigMaps.All);
        await Eventually.TrueAsync(() => _rig.Readings.SumOf("telemetry.kubernetes.requests", ("code", "403")) >= 2, Deadline, () => "not refused");

        _rig.Server.Allow("configmaps");

        await mirror.KnowsAsync(_maps.Expected);
    }

    [Fact]
    public async Task Watch_WithAnUnreadableLine_LosesThatLineAlone()
    {
        Fill(1);
        await using var mirror = await SyncedAsync();

        _rig.Server.Faults.SendGarbage();
        await Eventually.TrueAsync(() => _rig.Readings.SumOf("telemetry.kubernetes.objects.unreadable") == 1, Deadline, () => "not counted");
        _maps.Put(2, "behind it");

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(1, mirror.Count(ResourceChange.Replaced));
    }

    [Fact]
    public async Task Watch_WithBookmarks_GoesOnFromThemAfterOldVersionsAreGone()
    {
        _rig.Server.Bookmarks = TimeSpan.FromMilliseconds(50);
        Fill(1);
        await using var mirror = await SyncedAsync();
        for (var i = 0; i < 5; i++) _rig.Server.Put("nodes", $$$"""{"metadata":{"name":"n-{{{i}}}"}}""");
        _rig.Server.Compact();
        var seen = mirror.Count(ResourceChange.Bookmark);
        await Eventually.TrueAsync(() => mirror.Count(ResourceChange.Bookmark) > seen + 1, Deadline, () => "no bookmark");

        _rig.Server.Faults.CloseWatches();
        _maps.Put(2, "after the bookmark");

        await mirror.KnowsAsync(_maps.Expected);
        Assert.Equal(1, mirror.Count(ResourceChange.Replaced));
    }

    [Fact]
    public async Task Watch_AskedForByMany_IsOneWatchThatEndsWithTheLast()
    {
        Fill(2);
        var mirrors = Enumerable.Range(0, 3).Select(_ => new Mirror(_rig.Feed, ConfigMaps.All)).ToList();
        foreach (var mirror in mirrors) await mirror.KnowsAsync(_maps.Expected);
        var late = new Mirror(_rig.Feed, ConfigMaps.All);
        await late.KnowsAsync(_maps.Expected);
        _maps.Put(3, "for all");
        foreach (var mirror in mirrors.Append(late)) await mirror.KnowsAsync(_maps.Expected);

        await OpenWatchesAsync(1);
        foreach (var mirror in mirrors) await mirror.DisposeAsync();
        await OpenWatchesAsync(1);
        await late.DisposeAsync();
        await OpenWatchesAsync(0);
    }

    [Fact]
    public async Task Watch_ByASlowConsumer_LosesNothing()
    {
        using var gate = new SemaphoreSlim(0, 1);
        Fill(1);
        await using var mirror = new Mirror(_rig.Feed, ConfigMaps.All, async told =>
        {
            if (told.Change == ResourceChange.Modified) await gate.WaitAsync();
            if (told.Change == ResourceChange.Modified) gate.Release();
        });
        await mirror.KnowsAsync(_maps.Expected);

        for (var i = 0; i <= SharedWatch.QueueEvents * 2; i++) _maps.Put(0, $"version {i}");
        await Eventually.TrueAsync(() => _rig.Readings.SumOf("telemetry.kubernetes.fanout.full") > 0, Deadline, () => "the queue never filled");
        gate.Release();

        await mirror.KnowsAsync(_maps.Expected);
    }

    [Fact]
    public async Task Watch_OfManyClients_AsksForDifferentLifetimes()
    {
        Fill(1);
        var mirrors = Enumerable.Range(0, 8).Select(seed => new Mirror(_rig.NewFeed(seed * 1000), ConfigMaps.All)).ToList();
        await OpenWatchesAsync(8);

        var lifetimes = _rig.Server.OpenWatches.Select(path => int.Parse(path.Split("timeoutSeconds=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.All(lifetimes, lifetime => Assert.InRange(lifetime, 300, 600));
        Assert.True(lifetimes.Distinct().Count() >= 6);
        foreach (var mirror in mirrors) await mirror.DisposeAsync();
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++) _maps.Put(i, "first");
    }

    private async Task<Mirror> SyncedAsync()
    {
        var mirror = new Mirror(_rig.Feed, ConfigMaps.All);
        await mirror.KnowsAsync(_maps.Expected);
        await OpenWatchesAsync(1);
        return mirror;
    }

    private Task OpenWatchesAsync(int count) => Eventually.TrueAsync(
        () => _rig.Server.OpenWatches.Count == count, Deadline, () => $"open: {string.Join(' ', _rig.Server.OpenWatches)}");
}
