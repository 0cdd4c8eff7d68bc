using System.Text;
using Telemetry.Catalog;
using Xunit;

namespace Telemetry.Detector.Tests.Catalog;

public sealed class SignalCatalogTests
{
    [Theory]
    [InlineData("etcd_disk_wal_fsync_duration_seconds", true)]
    [InlineData("apiserver_request_total", true)]
    [InlineData("apiserver_request", true)] // OpenMetrics leaves _total out of the family's name
    [InlineData("coredns_forward_request_duration_seconds", true)]
    [InlineData("kubelet_running_pods", true)]
    [InlineData("go_memstats_alloc_bytes", false)]
    [InlineData("etcd_disk_wal_fsync_duration_second", false)]
    public void IsForwarded_Family_FollowsTheCatalog(string family, bool expected) =>
        Assert.Equal(expected, SignalCatalog.BuiltIn.IsForwarded(Encoding.UTF8.GetBytes(family)));

    [Fact]
    public void BuiltIn_Components_AreThoseOfTheTopology()
    {
        var catalog = SignalCatalog.BuiltIn;
        foreach (var signal in catalog.Signals)
        {
            if (signal.Component != SignalDefinition.TargetComponent) Assert.NotNull(catalog.Topology.Find(signal.Component));
            foreach (var part in signal.On.Where(part => part is not (SignalDefinition.AnyComponent or SignalDefinition.TargetComponent)))
                Assert.NotNull(catalog.Topology.Find(part));
        }
    }

    [Theory]
    [InlineData("kube-controller-manager", "controller-manager")]
    [InlineData("kubernetes-nodes-cadvisor", "kubelet")]
    [InlineData("node-exporter", "node")]
    [InlineData("something-else", null)]
    public void ComponentOfJob_LongestPiece_Decides(string job, string? component) =>
        Assert.Equal(component, SignalCatalog.BuiltIn.Topology.ComponentOfJob(job));

    [Fact]
    public void Parse_SeveralErrors_ListsThemAllWithLines()
    {
        const string Yaml = """
            signals:
              - id: one
                title: One
                component: etcd
                kind: speed
                family: a
                unit: s
                help: text
              - id: one
                title: One
                component: etcd
                kind: ratio
                family: b
                colour: red
                unit: s
                help: text
            """;

        var errors = Assert.Throws<CatalogException>(() => SignalCatalog.Parse(Yaml, "my.yaml")).Errors;

        Assert.Collection(
            errors,
            error => Assert.StartsWith("my.yaml:5: kind: 'speed' is not one of", error, StringComparison.Ordinal),
            error => Assert.StartsWith("my.yaml:9: id: 'one' is taken", error, StringComparison.Ordinal),
            error => Assert.StartsWith("my.yaml:12: kind: a ratio needs", error, StringComparison.Ordinal),
            error => Assert.StartsWith("my.yaml:14: unknown field 'colour'", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_NotYaml_NamesTheLine() =>
        Assert.StartsWith("my.yaml:2: not YAML", Assert.Throws<CatalogException>(() => SignalCatalog.Parse("signals:\n  - id: ]", "my.yaml")).Errors[0], StringComparison.Ordinal);

    [Fact]
    public void Parse_ABracketThatIsNotClosed_SaysSo() =>
        Assert.Equal("my.yaml: not YAML: a bracket is not closed", Assert.Throws<CatalogException>(() => SignalCatalog.Parse("signals: {name: x\nfoo: [1,2\n", "my.yaml")).Errors[0]);

    [Theory]
    [InlineData("5*", "503", true)]
    [InlineData("5*", "429", false)]
    [InlineData("429", "429", true)]
    [InlineData("*", "", true)]
    public void LabelFilter_Value_MatchesWholeOrPrefix(string pattern, string value, bool expected) =>
        Assert.Equal(expected, new LabelFilter("code", [pattern]).Matches(value));
}
