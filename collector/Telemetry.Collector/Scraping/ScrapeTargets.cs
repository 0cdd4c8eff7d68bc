using System.ComponentModel.DataAnnotations;
using Telemetry.Contracts;

namespace Telemetry.Collector.Scraping;

/// <summary>From the settings to targets.</summary>
internal static class ScrapeTargets
{
    /// <summary>Every target of one scrape config. The settings have been validated.</summary>
    public static IEnumerable<ScrapeTarget> Of(ScrapeConfigOptions config, string cluster)
    {
        foreach (var (address, labels) in config.AllTargets())
        {
            yield return new ScrapeTarget
            {
                Id = new TargetId(cluster, config.JobName, InstanceOf(address, labels)),
                Url = UrlOf(config, address)!,
                Interval = config.ScrapeInterval,
                Timeout = config.EffectiveTimeout,
                BodyLimitBytes = (int)config.BodySizeLimit,
                Component = config.Component,
                Forward = config.Forward,
                Security = config.Security,
                Labels = [.. labels.Where(label => label.Key != InstanceLabel)],
            };
        }
    }

    /// <summary>One line for each identity that stands there more than once: their records could not be told apart.</summary>
    public static IEnumerable<ValidationResult> Doubles(IEnumerable<ScrapeConfigOptions> configs) =>
        from config in configs
        from target in config.AllTargets()
        let identity = (config.JobName, Instance: InstanceOf(target.Address, target.Labels))
        group identity by identity into same
        where same.Count() > 1
        select new ValidationResult(
            $"job {same.Key.JobName} has the target {same.Key.Instance} {same.Count()} times; remove one, or give it a job_name of its own.",
            ["ScrapeConfigs"]);

    /// <summary>The address of the page, or null where the target is no host and port.</summary>
    public static Uri? UrlOf(ScrapeConfigOptions config, string address) =>
        !address.Contains('/', StringComparison.Ordinal) && !address.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate($"{config.Scheme}://{address}{config.MetricsPath}", UriKind.Absolute, out var url) && url.Host.Length > 0
            ? url
            : null;

    private const string InstanceLabel = "instance";

    private static string InstanceOf(string address, IDictionary<string, string> labels) =>
        labels.TryGetValue(InstanceLabel, out var instance) ? instance : address;
}
