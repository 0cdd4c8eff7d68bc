using Telemetry.Catalog;
using Xunit;

namespace Telemetry.Detector.Tests.Catalog;

public sealed class TopologyTests
{
    [Fact]
    public void With_Calls_AddsCallersAndCallees()
    {
        var topology = SignalCatalog.BuiltIn.Topology.With("front: [cart, apiserver]\n", "calls.yaml");

        Assert.Equal(["cart", "apiserver"], topology.Find("front")!.DependsOn.Keys);
        Assert.Empty(topology.Find("cart")!.DependsOn);
        Assert.Equal(SignalCatalog.BuiltIn.Topology.Find("apiserver")!.DependsOn, topology.Find("apiserver")!.DependsOn);
    }

    [Fact]
    public void With_Groups_PutsThemTogether()
    {
        var topology = SignalCatalog.BuiltIn.Topology.With("low:\n  a: [b]\nhigh:\n  a: [b, \"c_AWS::S3\"]\n", "calls.yaml");

        Assert.Equal(["b", "c_AWS::S3"], topology.Find("a")!.DependsOn.Keys);
    }

    [Theory]
    [InlineData("a: [b]\nb: [c]\nc: [a]\n", "a → b → c → a")]
    [InlineData("a: [a]\n", "a → a")]
    [InlineData("etcd: [scheduler]\n", "etcd → scheduler → apiserver → etcd")]
    public void With_ACircle_IsRefusedWithItsPath(string calls, string path)
    {
        var refused = Assert.Throws<CatalogException>(() => SignalCatalog.BuiltIn.Topology.With(calls, "calls.yaml"));

        var error = Assert.Single(refused.Errors);
        Assert.Contains("calls.yaml", error, StringComparison.Ordinal);
        var steps = error[(error.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" → ");
        Assert.Equal(steps[0], steps[^1]);
        Assert.Equal(path.Split(" → ").ToHashSet(), steps.ToHashSet());
    }

    [Theory]
    [InlineData("a: b\n", "calls.yaml:1: a: expected a list of callees")]
    [InlineData("g:\n  h:\n    a: [b]\n", "expected a list of callees")]
    [InlineData("- a\n", "expected callers")]
    [InlineData("a: [b\n", "not YAML")]
    [InlineData("a: {b: x\nc: [1,2\n", "a bracket is not closed")]
    public void With_SomethingElse_IsRefusedWithItsLine(string calls, string expected) =>
        Assert.Contains(expected, Assert.Throws<CatalogException>(() => SignalCatalog.BuiltIn.Topology.With(calls, "calls.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void With_AChainOfTenThousand_IsRead()
    {
        var calls = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"n{i}: [n{i + 1}]\n"));

        Assert.Equal(["n5001"], SignalCatalog.BuiltIn.Topology.With(calls, "calls.yaml").Find("n5000")!.DependsOn.Keys);
    }

    [Fact]
    public void Load_OptionsWithACircle_NameTheSetting()
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-topology-").FullName;
        try
        {
            var file = Path.Combine(folder, "calls.yaml");
            File.WriteAllText(file, "a: [b]\nb: [a]\n");

            var problem = new CatalogOptions { Topology = file }.Validate(new(new object())).Single();

            Assert.Equal(["Topology"], problem.MemberNames);
            Assert.Contains("a → b → a", problem.ErrorMessage!, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
