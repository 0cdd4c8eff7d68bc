using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class DependencyGraphTests
{
    [Fact]
    public void DependsOn_OverAnyNumberOfSteps_IsTrue()
    {
        var graph = GraphOf(("a", "b"), ("c", "d"), ("b", "c"));

        Assert.True(graph.DependsOn("a", "d"));
        Assert.False(graph.DependsOn("d", "a"));
    }

    [Fact]
    public void Graph_WithACircle_LeavesOutWhatWouldCloseIt()
    {
        var graph = GraphOf(("a", "b"), ("b", "c"), ("c", "a"));

        Assert.Equal(1, graph.Refused);
        Assert.False(graph.DependsOn("c", "a"));
        Assert.True(graph.DependsOn("a", "c"));
    }

    [Fact]
    public void With_ADependency_LeavesTheOldGraphAlone()
    {
        var graph = GraphOf(("a", "b"));
        var extended = graph.With("b", "c", 0.9)!;

        Assert.True(extended.DependsOn("a", "c"));
        Assert.False(graph.DependsOn("a", "c"));
        Assert.Null(extended.With("c", "a", 0.9));
        Assert.Null(extended.With("a", "a", 0.9));
    }

    [Fact]
    public void Graph_AComponentThatNobodyKnows_StandsNowhere()
    {
        var graph = GraphOf(("a", "b"));

        Assert.False(graph.IsPlaced("x"));
        Assert.True(graph.IsPlaced("b"));
        Assert.Empty(graph.DependenciesOf("x"));
        Assert.True(graph.CanBeRoot("x"));
    }

    [Fact]
    public void DependsOn_AComponentThatNobodyKnows_MayStandOnAnyOther()
    {
        var graph = GraphOf(("a", "b"));

        Assert.True(graph.DependsOn("x", "b"));
        Assert.True(graph.ShareOf("x", "b") > 0);
        Assert.False(graph.DependsOn("b", "x"));
        Assert.False(graph.DependsOn("x", "y"));
    }

    [Fact]
    public void IsFoundation_WhatMostStandOn_AndNothingElse()
    {
        var graph = GraphOf(("a", "node"), ("b", "node"), ("c", "a"), ("c", "b"), ("b", "d"));

        Assert.True(graph.IsFoundation("node"));
        Assert.False(graph.IsFoundation("a"));
        Assert.False(GraphOf(("a", "node"), ("b", "x"), ("c", "x"), ("d", "x")).IsFoundation("node"));
    }

    [Fact]
    public void DependsOn_RandomGraphs_AgreesWithASearch()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 50; trial++)
        {
            var edges = Enumerable.Range(0, 20).Select(_ => ($"n{random.Next(9)}", $"n{random.Next(9)}")).Distinct().ToArray();
            var graph = GraphOf(edges);
            for (var from = 0; from < 9; from++)
                for (var to = 0; to < 9 && graph.IsPlaced($"n{from}"); to++) Assert.Equal(Search(graph, $"n{from}", $"n{to}"), graph.DependsOn($"n{from}", $"n{to}"));
        }
    }

    private static bool Search(DependencyGraph graph, string from, string to) =>
        graph.DependenciesOf(from).Keys.Any(next => next == to || Search(graph, next, to));

    private static DependencyGraph GraphOf(params (string From, string To)[] edges) => new(
        edges.GroupBy(edge => edge.From).ToDictionary(
            group => group.Key, group => (IReadOnlyDictionary<string, double>)group.ToDictionary(edge => edge.To, _ => 0.9)),
        []);
}
