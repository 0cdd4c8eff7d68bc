using System.Globalization;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>What every contender has to do.</summary>
/// <param name="Served">The targets, and the sink to send to.</param>
/// <param name="Interval">Interval of every target.</param>
internal sealed record ScrapeLoad(ServedPages Served, TimeSpan Interval)
{
    /// <summary>The scrape config for the peers.</summary>
    public string ToPrometheus() => string.Create(CultureInfo.InvariantCulture, $"""
        global:
          scrape_interval: {Interval.TotalMilliseconds:0}ms
          scrape_timeout: {Interval.TotalMilliseconds:0}ms
        scrape_configs:
          - job_name: bench
            static_configs:
              - targets: [{string.Join(", ", Served.Targets.Select(target => $"'{target}'"))}]
        """);
}
