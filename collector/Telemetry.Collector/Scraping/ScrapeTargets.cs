using System.ComponentModel.DataAnnotations;
using Telemetry.Contracts;

namespace Telemetry.Collector.Scraping;

/// <summary>From the settings to targets.</summary>
internal static class ScrapeTargets
{
    /// <summary>Every target of one scrape config. The settings have been validated.</summary>
    public static IEnumerable<ScrapeTarget> Of(ScrapeConfigOptions config, string cluster)
    {
        foreach (var (address, labels) in config.AllTargets()) yield return Of(config, cluster, address, labels)!;
    }

    /// <summary>One target of a scrape config; null where the address is no host and port.</summary>
    public static ScrapeTarget? Of(ScrapeConfigOptions config, string cluster, string address, IDictionary<string, string> labels)
    {
        if (UrlOf(config, address, labels) is not { } url) return null;
        return new ScrapeTarget
        {
            Id = new TargetId(cluster, config.JobName, InstanceOf(address, labels)),
            Url = url,
            Interval = config.ScrapeInterval,
            Timeout = config.EffectiveTimeout,
            BodyLimitBytes = (int)config.BodySizeLimit,
            Component = config.Component,
            Forward = config.Forward,
            Security = config.Security,
            Limits = config.PageLimits,
            Formats = config.PageFormats,
            Labels = [.. labels.Where(label => label.Key != InstanceLabel && !label.Key.StartsWith(MetaPrefix, StringComparison.Ordinal))],
        };
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

    /// <summary>The address of the page, or null where the target is no host and port. Prometheus's <c>__scheme__</c> and <c>__metrics_path__</c> win.</summary>
    public static Uri? UrlOf(ScrapeConfigOptions config, string address, IDictionary<string, string> labels) =>
        !address.Contains('/', StringComparison.Ordinal) && !address.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate($"{Meta(labels, "__scheme__") ?? config.Scheme}://{address}{Meta(labels, "__metrics_path__") ?? config.MetricsPath}", UriKind.Absolute, out var url) && url.Host.Length > 0
            ? url
            : null;

    /// <summary>An address as it may be told: without the user and password that somebody wrote into it.</summary>
    public static string Shown(string address) => address.LastIndexOf('@') is var at and >= 0 ? $"…{address[at..]}" : address;

    private const string InstanceLabel = "instance";

    private const string MetaPrefix = "__";

    private static string? Meta(IDictionary<string, string> labels, string name) => labels.TryGetValue(name, out var value) ? value : null;

    private static string InstanceOf(string address, IDictionary<string, string> labels) =>
        labels.TryGetValue(InstanceLabel, out var instance) ? instance : address;
}
