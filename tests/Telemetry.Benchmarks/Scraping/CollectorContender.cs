using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Collector;
using Telemetry.Collector.Scraping;
using Telemetry.Testing.Processes;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>Our collector, composed as in the product but for a transport that forgets.</summary>
internal sealed class CollectorContender : IContender
{
    /// <summary>Command of this program that is the collector.</summary>
    public const string Command = "collect";

    public string Name => "Telemetry (collector)";

    public string? Missing => null;

    public ChildProcess Start(ServedPages pages, string folder) =>
        ChildProcess.Start("dotnet", [typeof(CollectorContender).Assembly.Location, Command, .. pages.Targets]);

    /// <summary>Scrapes the targets every second until ended.</summary>
    public static async Task RunAsync(IList<string> targets)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton<IStreamPublisher, ForgetfulPublisher>();
        builder.Services.AddCollector(new CollectorOptions
        {
            Cluster = "bench",
            ScrapeConfigs = [new ScrapeConfigOptions { JobName = "bench", ScrapeInterval = TimeSpan.FromSeconds(1), Targets = targets }],
        });
        await builder.Build().RunAsync();
    }
}
