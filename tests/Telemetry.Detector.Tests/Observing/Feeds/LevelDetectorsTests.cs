using Telemetry.Catalog;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detector.Observing.Feeds;
using Xunit;

namespace Telemetry.Detector.Tests.Observing.Feeds;

public sealed class LevelDetectorsTests
{
    private static readonly SignalDefinition Gauge = SignalCatalog.BuiltIn.Scored.First(signal => signal is { Kind: SignalKind.Gauge, State: null });
    private static readonly SignalDefinition Latency = SignalCatalog.BuiltIn.Scored.First(signal => signal.Kind == SignalKind.Latency);

    [Fact]
    public void Create_WithoutAChoice_IsTheBuiltInOne() => Assert.IsType<ScalarDetector>(LevelDetectors.BuiltIn.Create(Gauge));

    [Fact]
    public void Create_OfAChosenSignal_IsTheSourcesOwn()
    {
        var source = new OneDetector();
        var detectors = LevelDetectors.Of(new Dictionary<string, string> { [Gauge.Id] = "one" }, [source], SignalCatalog.BuiltIn);

        var made = detectors.Create(Gauge);

        Assert.Same(source.Made, made);
        Assert.NotEqual(LevelDetectors.BuiltIn.Fingerprint, detectors.Fingerprint);
    }

    [Fact]
    public void Of_WhatDoesNotFit_NamesEachChoiceAndTheCure()
    {
        var choices = new Dictionary<string, string> { ["nothing"] = "one", [Latency.Id] = "one", [Gauge.Id] = "two" };

        var refused = Assert.Throws<CatalogException>(() => LevelDetectors.Of(choices, [new OneDetector()], SignalCatalog.BuiltIn));

        Assert.Equal(3, refused.Errors.Count);
        Assert.Contains(refused.Errors, error => error.Contains("detectors.nothing", StringComparison.Ordinal) && error.Contains("telemetry catalog", StringComparison.Ordinal));
        Assert.Contains(refused.Errors, error => error.Contains(Latency.Id, StringComparison.Ordinal) && error.Contains("latency", StringComparison.Ordinal));
        Assert.Contains(refused.Errors, error => error.Contains("no detector 'two': this build has one", StringComparison.Ordinal) && error.Contains("CardPackages", StringComparison.Ordinal));
    }

    private sealed class OneDetector : ILevelDetectorSource
    {
        public ILevelDetector? Made { get; private set; }

        public IReadOnlyList<string> Names => ["one"];

        public ILevelDetector Create(string name, bool bothDirections) => Made = new ScalarDetector(bothDirections);
    }
}
