using Telemetry.Kubernetes.Watching;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Watching;

/// <summary>A watch through everything that goes wrong, in any order.</summary>
public sealed class ResourceFeedFaultsTests : IAsyncLifetime
{
    private KubernetesRig _rig = null!;
    private ConfigMaps _maps = null!;

    public async Task InitializeAsync()
    {
        _rig = await KubernetesRig.StartAsync();
        _maps = new ConfigMaps(_rig.Server);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Watch_ThroughRandomChangesAndFaults_IsRightAfterwards()
    {
        var random = new Random(410);
        for (var i = 0; i < 700; i++) _maps.Put(i, "first");
        await using var mirror = new Mirror(_rig.Feed, ConfigMaps.All);
        await mirror.KnowsAsync(_maps.Expected);
        for (var round = 0; round < 25; round++)
        {
            await FaultAsync(random.Next(7));
            for (var i = 0; i < 20; i++)
            {
                var number = random.Next(900);
                if (random.Next(3) > 0) _maps.Put(number, $"round {round}");
                else if (_maps.Expected.ContainsKey($"load/m-{number:00000}")) _maps.Delete(number);
            }
        }

        await mirror.KnowsAsync(_maps.Expected);
    }

    private Task FaultAsync(int kind)
    {
        switch (kind)
        {
            case 0: _rig.Server.Faults.CutWatches(); break;
            case 1: _rig.Server.Faults.ExpireWatches(); break;
            case 2: _rig.Server.Faults.Throttle(1, TimeSpan.FromSeconds(1)); break;
            case 3: _rig.Server.Faults.CloseWatches(); break;
            case 4: _rig.Server.Faults.BreakPages(1); break;
            case 5: _rig.Server.Faults.Fail(1, 500); break;
            default: return _rig.Server.RestartAsync();
        }
        return Task.CompletedTask;
    }
}
