using System.ComponentModel.DataAnnotations;
using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class ScrapeConfigOptionsTests
{
    [Fact]
    public void Config_WithTargets_IsGood() => Assert.Empty(Errors(Config()));

    [Fact]
    public void Config_WithEveryFault_NamesThemAll()
    {
        var errors = Errors(Config(config =>
        {
            config.Targets = ["http://a:1", "b:99999"];
            config.ScrapeTimeout = TimeSpan.FromSeconds(30);
            config.MetricsPath = "metrics";
        }));

        Assert.Contains(errors, error => error.Contains("scrape_timeout", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("metrics_path", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("http://a:1", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("b:99999", StringComparison.Ordinal));
    }

    [Fact]
    public void Config_WithoutABodyLimit_IsNamed() =>
        Assert.Contains(Errors(Config(config => config.BodySizeLimit = 0)), error => error.Contains("body_size_limit", StringComparison.Ordinal));

    [Fact]
    public void Config_WithoutTargets_IsNamed() =>
        Assert.Contains(Errors(Config(config => config.Targets = [])), error => error.Contains("no targets", StringComparison.Ordinal));

    [Fact]
    public void Config_OfAnUnknownComponent_IsNamedWithThoseThereAre()
    {
        var error = Assert.Single(Errors(Config(config => config.Component = "etdc")));

        Assert.Contains("'etdc'", error, StringComparison.Ordinal);
        Assert.Contains("etcd, ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(5, 5)]
    [InlineData(60, 10)]
    public void Timeout_NotWritten_IsTenSecondsOrTheInterval(double interval, double timeout) =>
        Assert.Equal(TimeSpan.FromSeconds(timeout), Config(config => config.ScrapeInterval = TimeSpan.FromSeconds(interval)).EffectiveTimeout);

    [Fact]
    public void Targets_OfBothForms_BecomeTargetsWithTheirLabels()
    {
        var config = Config(config =>
        {
            config.Scheme = "https";
            config.MetricsPath = "/metrics/cadvisor";
            config.StaticConfigs = [new() { Targets = ["b:2"], Labels = new Dictionary<string, string> { ["k8s.node.name"] = "n", ["instance"] = "node-b" } }];
        });

        var targets = ScrapeTargets.Of(config, "c").ToList();

        Assert.Equal(["https://a:1/metrics/cadvisor", "https://b:2/metrics/cadvisor"], targets.Select(target => target.Url.AbsoluteUri));
        Assert.Equal(["a:1", "node-b"], targets.Select(target => target.Id.Instance));
        Assert.Equal("k8s.node.name", Assert.Single(targets[1].Labels).Key);
    }

    [Fact]
    public void Targets_OfOneIdentity_AreNamed()
    {
        var options = new CollectorOptions { ScrapeConfigs = [Config(), Config(config => config.MetricsPath = "/other"), Config(config => config.JobName = "k")] };

        var error = Assert.Single(options.Validate(new ValidationContext(options)));

        Assert.Contains("job j has the target a:1 2 times", error.ErrorMessage, StringComparison.Ordinal);
    }

    private static ScrapeConfigOptions Config(Action<ScrapeConfigOptions>? change = null)
    {
        var config = new ScrapeConfigOptions { JobName = "j", Targets = ["a:1"], ScrapeInterval = TimeSpan.FromSeconds(15) };
        change?.Invoke(config);
        return config;
    }

    private static List<string> Errors(ScrapeConfigOptions config)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(config, new ValidationContext(config), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage ?? "")];
    }
}
