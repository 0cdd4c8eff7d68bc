using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>vmagent: scrapes, and sends on what it scraped to an endpoint that forgets it; it does not run without one.</summary>
internal sealed class VmagentContender : IContender
{
    public string Name => "vmagent (remote write)";

    public string? Missing => Programs.Find("vmagent") is null ? "vmagent is not installed" : null;

    public ChildProcess Start(ServedPages pages, string folder)
    {
        var config = Path.Combine(folder, "vmagent.yml");
        File.WriteAllText(config, ScrapeConfigs.For(pages));
        return ChildProcess.Start("vmagent",
        [
            $"-promscrape.config={config}", $"-remoteWrite.url={pages.WriteUrl}", $"-remoteWrite.tmpDataPath={Path.Combine(folder, "queue")}",
            "-httpListenAddr=127.0.0.1:0", "-loggerLevel=ERROR",
        ]);
    }
}
