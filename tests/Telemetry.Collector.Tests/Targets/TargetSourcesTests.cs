using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Xunit;

namespace Telemetry.Collector.Tests.Targets;

public sealed class TargetSourcesTests : IDisposable
{
    private readonly Kinds _kinds = new();
    private readonly TargetSources _sources;
    private readonly List<Task> _running = [];
    private readonly List<WatchedSource> _started = [];

    public TargetSourcesTests() => _sources = new TargetSources([_kinds]);

    [Fact]
    public void Config_ThatStaysAsItIs_KeepsItsSource()
    {
        Apply(Config("a", seconds: 5), Config("b", seconds: 5));
        Apply(Config("a", seconds: 5), Config("b", seconds: 9), Config("c", seconds: 5));

        Assert.Equal(["a", "b", "b", "c"], _started.Select(source => source.Job));
    }

    [Fact]
    public async Task Config_ThatChanged_KeepsItsLastTargetsUntilItsNewSourceKnowsIts()
    {
        Apply(Config("a", seconds: 5));
        _kinds.Made[0].Give(ListedTargets.Target("old:1"));
        await UntilAsync("old:1");

        Apply(Config("a", seconds: 9));
        Assert.Equal("old:1", Instances());

        _kinds.Made[1].Give(ListedTargets.Target("new:1"));
        await UntilAsync("new:1");
    }

    [Fact]
    public void Config_ThatIsGone_TakesItsTargetsAlong()
    {
        Apply(Config("a", seconds: 5));
        _kinds.Made[0].Give(ListedTargets.Target("old:1"));

        Apply();

        Assert.Empty(_sources.Sets);
    }

    [Fact]
    public void Config_ThatStandsThereTwice_IsWatchedOnce()
    {
        Apply(Config("a", seconds: 5), Config("a", seconds: 5));
        Apply(Config("a", seconds: 5), Config("a", seconds: 5));

        Assert.Single(_started);
    }

    public void Dispose() => _sources.Dispose();

    private static ScrapeConfigOptions Config(string job, int seconds) => new() { JobName = job, ScrapeInterval = TimeSpan.FromSeconds(seconds) };

    private void Apply(params ScrapeConfigOptions[] configs) => _sources.Apply(new CollectorOptions { Cluster = "cluster", ScrapeConfigs = configs }, source =>
    {
        _started.Add(source);
        _running.Add(source.RunAsync(() => { }));
    });

    private string Instances() => string.Join(' ', _sources.Sets.SelectMany(set => set).Select(target => target.Id.Instance));

    private Task UntilAsync(string instances) =>
        Telemetry.Testing.Eventually.TrueAsync(() => Instances() == instances, TimeSpan.FromSeconds(10), Instances);

    private sealed class Kinds : ITargetSourceFactory
    {
        public List<ListedTargets> Made { get; } = [];

        public IEnumerable<ITargetSource> SourcesOf(ScrapeConfigOptions config, string cluster)
        {
            var source = new ListedTargets();
            Made.Add(source);
            yield return source;
        }
    }
}
