using Xunit;

namespace Telemetry.Hosting.Tests.Architecture;

/// <summary>Arrows point inward: which project may know which other project and which package. Tests may know anything.</summary>
public sealed class ReferenceTests
{
    // The executable composes everything, hence its absence here.
    private static readonly Dictionary<string, string[]> AllowedProjects = new(StringComparer.Ordinal)
    {
        ["Telemetry.Contracts"] = [],
        ["Telemetry.Catalog"] = [],
        ["Telemetry.Transport"] = ["Telemetry.Contracts"],
        ["Telemetry.Transport.Kafka"] = ["Telemetry.Contracts", "Telemetry.Transport"],
        ["Telemetry.Credentials"] = [],
        ["Telemetry.Kubernetes"] = ["Telemetry.Credentials"],
        ["Telemetry.Pages"] = [],
        ["Telemetry.Series"] = ["Telemetry.Contracts", "Telemetry.Transport"],
        ["Telemetry.Hosting"] = [],
        ["Telemetry.Hosting.PrometheusNet"] = ["Telemetry.Hosting"],
        ["Telemetry.Collector"] = ["Telemetry.Contracts", "Telemetry.Catalog", "Telemetry.Credentials", "Telemetry.Kubernetes", "Telemetry.Pages", "Telemetry.Transport"],
        ["Telemetry.Detection"] = [],
        ["Telemetry.Detection.MicrosoftML"] = ["Telemetry.Detection"],
        ["Telemetry.Detector"] = ["Telemetry.Contracts", "Telemetry.Catalog", "Telemetry.Transport", "Telemetry.Detection"],
        ["Telemetry.Backtest"] = ["Telemetry.Contracts", "Telemetry.Catalog", "Telemetry.Pages", "Telemetry.Alerting", "Telemetry.Detection", "Telemetry.Detector"],
        ["Telemetry.Alerting"] = ["Telemetry.Contracts", "Telemetry.Pages", "Telemetry.Transport"],
    };

    // Packages that only these projects may know; a package that is not named here belongs to tests and the executable.
    private static readonly Dictionary<string, string[]> AllowedPackages = new(StringComparer.Ordinal)
    {
        ["Telemetry.Catalog"] = ["YamlDotNet"],
        ["Telemetry.Collector"] = ["YamlDotNet"],
        ["Telemetry.Kubernetes"] = ["YamlDotNet"],
        ["Telemetry.Transport"] = ["SQLitePCLRaw.core", "SQLitePCLRaw.provider.e_sqlite3"],
        ["Telemetry.Transport.Kafka"] = ["Confluent.Kafka"],
        ["Telemetry.Hosting"] = ["OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "YamlDotNet"],
        ["Telemetry.Hosting.PrometheusNet"] = ["prometheus-net", "prometheus-net.AspNetCore"],
        ["Telemetry.Detection.MicrosoftML"] = ["Microsoft.ML", "Microsoft.ML.TimeSeries"],
        ["Telemetry.Cli"] = ["System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Libraries =>
        [.. ProjectFile.All().Where(project => !project.IsTest && project.Name != "Telemetry.Cli").Select(project => project.Name)];

    public static TheoryData<string> Products => [.. ProjectFile.All().Where(project => !project.IsTest).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_Projects_AreAllowed(string name)
    {
        Assert.True(AllowedProjects.ContainsKey(name), $"{name} is new: say here which projects it may know.");
        Assert.Empty(Find(name).Projects.Except(AllowedProjects[name], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Product_Packages_AreAllowed(string name) =>
        Assert.Empty(Find(name).Packages.Except(AllowedPackages.GetValueOrDefault(name, []), StringComparer.Ordinal));

    [Fact]
    public void Detection_Framework_IsTheBareRuntime() => Assert.False(Find("Telemetry.Detection").UsesAspNet);

    [Fact]
    public void Contracts_Framework_IsTheBareRuntime() => Assert.False(Find("Telemetry.Contracts").UsesAspNet);

    private static ProjectFile Find(string name) => ProjectFile.All().Single(project => project.Name == name);
}
