using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>vmagent: scrapes, and sends on what it scraped.</summary>
internal sealed class VmagentContender : IContender
{
    public string Name => "vmagent";

    public string? Missing => Programs.Find("vmagent") is null ? "vmagent is not installed" : null;

    public bool SendsAll => true;

    public ChildProcess Start(ScrapeLoad load, string folder)
    {
        var config = Path.Combine(folder, "vmagent.yml");
        File.WriteAllText(config, load.ToPrometheus());
        return ChildProcess.Start("vmagent",
        [
            $"-promscrape.config={config}", $"-remoteWrite.url={load.Served.SinkUrl}/write", $"-remoteWrite.tmpDataPath={Path.Combine(folder, "queue")}",
            "-httpListenAddr=127.0.0.1:0", "-loggerLevel=ERROR",
        ]);
    }
}
