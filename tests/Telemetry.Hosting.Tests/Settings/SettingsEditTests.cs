using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Settings;

public sealed class SettingsEditTests
{
    private const string Base = """
        cluster: { name: east }
        scrape_configs:
          - job_name: etcd
            targets: [a]
        """;

    [Fact]
    public void Set_ExistingKey_ReplacesIt() => Assert.Equal("west", Load("cluster.name=west").Settings!.Cluster.Name);

    [Fact]
    public void Set_ItemOfAList_ReplacesThatKeyAlone()
    {
        var scrape = Assert.Single(Load("scrape_configs[0].job_name=dns").Settings!.ScrapeConfigs);

        Assert.Equal("dns", scrape.JobName);
        Assert.Equal(["a"], scrape.Targets);
    }

    [Fact]
    public void Set_OnePastTheEnd_AddsAnItem()
    {
        var settings = Load("scrape_configs[1].targets[0]=b", "scrape_configs[1].targets[1]=c").Settings!;

        Assert.Equal(["b", "c"], settings.ScrapeConfigs[1].Targets);
    }

    [Fact]
    public void Set_YamlValue_IsReadAsYaml()
    {
        var settings = Load("scrape_configs=[{ targets: [x, y] }]").Settings!;

        Assert.Equal(["x", "y"], Assert.Single(settings.ScrapeConfigs).Targets);
    }

    [Theory]
    [InlineData("kafka.properties.bootstrap.servers=b:1")]
    [InlineData("kafka.properties[\"bootstrap.servers\"]=b:1")]
    public void Set_FreeKey_TakesTheRestOfThePath(string edit) =>
        Assert.Equal("b:1", Load(edit).Settings!.Kafka.Properties["bootstrap.servers"]);

    [Fact]
    public void Set_ValueWithEqualsAndColon_IsTakenAsItStands() =>
        Assert.Equal("http://h/?a=b: *c", Load("cluster.name=http://h/?a=b: *c").Settings!.Cluster.Name);

    [Theory]
    [InlineData("cluster", "--set cluster: write --set path=value")]
    [InlineData("clustr.name=a", "--set clustr.name: clustr: unknown key; did you mean cluster?")]
    [InlineData("ratio=x", "--set ratio: ratio: 'x' is not a number")]
    [InlineData("scrape_configs[3].job_name=x", "--set scrape_configs[3].job_name: [3] is past the end: the list has 1, so the next is [1]")]
    [InlineData("cluster[0]=x", "--set cluster[0]: [0] has no place here: above it stands keys with values")]
    [InlineData("cluster.name.first=x", "--set cluster.name.first: 'first' has no place here: above it stands a single value")]
    [InlineData("cluster..name=x", "--set cluster..name: the path has an empty key")]
    [InlineData("scrape_configs[-1]=x", "--set scrape_configs[-1]: brackets hold a number from 0, or a key in quotes")]
    [InlineData("cluster.=x", "--set cluster.: the path ends or breaks off in the middle")]
    public void Set_Wrong_IsOneClearLine(string edit, string expected) =>
        Assert.Equal(expected, Assert.Single(Load(edit).Errors).ToString());

    private static SettingsResult<SampleOptions> Load(params string[] edits) => SettingsLoader.Parse<SampleOptions>(Base, "t.yaml", edits);
}
