using Telemetry.Collector.Scraping;
using Telemetry.Contracts;

namespace Telemetry.Collector.ClusterState;

/// <summary>The cluster's state as a target among the others: its page is written here instead of being fetched.</summary>
internal static class ClusterTarget
{
    /// <summary>Job of its records; also the component that they belong to.</summary>
    public const string Job = "cluster-state";

    private const string Instance = "cluster";

    // Nothing is fetched; the address only tells targets apart.
    private static readonly Uri Nowhere = new("http://cluster-state.invalid/");

    /// <summary>Its identity, which decides who of several collectors owns it.</summary>
    public static TargetId IdOf(string cluster) => new(cluster, Job, Instance);

    /// <summary>The target of a cluster.</summary>
    public static ScrapeTarget Of(string cluster, TimeSpan interval) => new()
    {
        Id = IdOf(cluster),
        Url = Nowhere,
        Interval = interval,
        Timeout = interval,
        BodyLimitBytes = int.MaxValue,
        Component = Job,
    };

    /// <summary>The page of a view at a time.</summary>
    public static ScrapedPage PageOf(ClusterView view, long atMs) =>
        new(atMs, 0, 200, ScrapeFailure.None, "text/plain; version=0.0.4", view.WritePage(atMs));
}
