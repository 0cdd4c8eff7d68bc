namespace Telemetry.Benchmarks.Scraping;

/// <summary>The scrape config that every peer gets.</summary>
internal static class ScrapeConfigs
{
    public static string For(ServedPages pages) => $"""
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: bench
            static_configs:
              - targets: [{string.Join(", ", pages.Targets.Select(target => $"'{target}'"))}]
        """;
}
