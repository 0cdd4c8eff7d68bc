using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>Prometheus in agent mode: scrapes, appends to its write-ahead log, sends on from there.</summary>
internal sealed class PrometheusContender : IContender
{
    public string Name => "Prometheus (agent)";

    public string? Missing => Programs.Find("prometheus") is null ? "prometheus is not installed" : null;

    public bool SendsAll => true;

    public ChildProcess Start(ScrapeLoad load, string folder)
    {
        var config = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(config, $"""
            {load.ToPrometheus()}
            remote_write:
              - url: {load.Served.SinkUrl}/write
            """);
        return ChildProcess.Start("prometheus",
        [
            "--enable-feature=agent", $"--config.file={config}", $"--storage.agent.path={Path.Combine(folder, "data")}",
            "--web.listen-address=127.0.0.1:0", "--log.level=warn",
        ]);
    }
}
