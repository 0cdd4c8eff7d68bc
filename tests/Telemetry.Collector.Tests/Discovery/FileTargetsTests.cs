using Telemetry.Collector.Discovery;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Discovery;

public sealed class FileTargetsTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("targets-").FullName;
    private readonly KeptLog<FileTargets> _log = new();
    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private IAsyncEnumerator<IReadOnlyList<ScrapeTarget>>? _sets;

    [Theory]
    [InlineData("a.json", """[{"targets":["10.0.0.1:9100","10.0.0.2:9100"],"labels":{"zone":"a","__meta_x":"y"}}]""")]
    [InlineData("a.yml", "- targets: ['10.0.0.1:9100', 10.0.0.2:9100]\n  labels: {zone: a, __meta_x: y}\n")]
    [InlineData("a.yaml", "- targets:\n  - 10.0.0.1:9100\n- targets: [10.0.0.2:9100]\n  labels:\n    zone: a\n")]
    public async Task File_InPrometheussForm_GivesItsTargets(string name, string text)
    {
        Write(name, text);

        var set = await NextAsync();

        Assert.Equal(["http://10.0.0.1:9100/metrics", "http://10.0.0.2:9100/metrics"], set.Select(target => target.Url.ToString()));
        Assert.Equal([new("zone", "a")], set[1].Labels);
    }

    [Fact]
    public async Task File_WithLabelsForTheAddress_ObeysThem()
    {
        Write("a.json", """[{"targets":["h:1"],"labels":{"instance":"etcd-1","__scheme__":"https","__metrics_path__":"/m"}}]""");

        var target = Assert.Single(await NextAsync());

        Assert.Equal(("etcd-1", "https://h:1/m"), (target.Id.Instance, target.Url.ToString()));
        Assert.Empty(target.Labels);
    }

    [Fact]
    public async Task File_ThatChanges_IsReadAgain()
    {
        Write("a.json", """[{"targets":["h:1"]}]""");
        await NextAsync();

        Write("a.json", """[{"targets":["h:1","h:22"]}]""");
        Write("b.yml", "- targets: [other:3]");

        Assert.Equal(["h:1", "h:22", "other:3"], (await NextAsync()).Select(target => target.Id.Instance));
    }

    [Fact]
    public async Task File_ThatIsGone_TakesItsTargetsWithIt()
    {
        Write("a.json", """[{"targets":["h:1"]}]""");
        Write("b.json", """[{"targets":["h:2"]}]""");
        await NextAsync();

        File.Delete(Path.Combine(_folder, "a.json"));

        Assert.Equal("h:2", Assert.Single(await NextAsync()).Id.Instance);
    }

    [Theory]
    [InlineData("- targets: [h:9")]
    [InlineData("- labels: {name: x\nfoo: [1,2\n")]
    public async Task YamlFile_ThatIsHalfWritten_KeepsWhatItHad(string half)
    {
        Write("a.yml", "- targets: [h:1]\n");
        Write("b.json", """[{"targets":["h:2"]}]""");
        await NextAsync();

        Write("a.yml", half);
        Write("b.json", """[{"targets":["h:2","h:3"]}]""");

        Assert.Equal(["h:1", "h:2", "h:3"], (await NextAsync()).Select(target => target.Id.Instance));
    }

    [Theory]
    [InlineData("[{\"targets\":[\"h:1\"", "line 1")]
    [InlineData("[{\"targets\":[\"h:9\"],\"label\":{}}]", "label")]
    [InlineData("[{\"targets\":[\"http://h:1\"]}]", "http://h:1")]
    [InlineData("[{\"targets\":[\"ann:secret@h:1\"]}]", "target '…@h:1'")]
    [InlineData("{}", "")]
    public async Task File_ThatBreaks_KeepsWhatItHadAndSaysSoOnce(string broken, string expected)
    {
        Write("a.json", """[{"targets":["h:1"]}]""");
        Write("b.json", """[{"targets":["h:2"]}]""");
        await NextAsync();

        Write("a.json", broken);
        Write("b.json", """[{"targets":["h:2","h:3"]}]""");

        Assert.Equal(["h:1", "h:2", "h:3"], (await NextAsync()).Select(target => target.Id.Instance));
        Write("b.json", """[{"targets":["h:4"]}]""");
        await NextAsync();
        var line = Assert.Single(_log.Lines);
        Assert.Contains(Path.Combine(_folder, "a.json"), line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_ThatAreNotThere_GiveAnEmptySet() => Assert.Empty(await NextAsync());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_sets is not null) await _sets.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private async Task<IReadOnlyList<ScrapeTarget>> NextAsync()
    {
        if (_sets is null)
        {
            var files = new FileSdOptions { Files = [Path.Combine(_folder, "*.json"), Path.Combine(_folder, "*.yml"), Path.Combine(_folder, "*.yaml")] };
            var config = new ScrapeConfigOptions { JobName = "node", FileSdConfigs = [files] };
            _sets = new FileTargets(files, config, "lab", _time, _log).WatchAsync(_stop.Token).GetAsyncEnumerator();
        }
        var next = _sets.MoveNextAsync().AsTask();
        _time.Advance(FileSdOptions.DefaultRefreshInterval);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10)));
        return _sets.Current;
    }
}
