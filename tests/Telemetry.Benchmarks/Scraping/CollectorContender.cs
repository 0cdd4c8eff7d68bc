using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector;
using Telemetry.Collector.Scraping;
using Telemetry.Testing.Processes;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>Our collector, composed as in the product but for its transport, which posts to the sink.</summary>
/// <param name="forwardsAll">Every family, or those of the catalog.</param>
internal sealed class CollectorContender(bool forwardsAll) : IContender
{
    /// <summary>Command of this program that is the collector.</summary>
    public const string Command = "collect";

    public string Name => forwardsAll ? "Telemetry (forward: all)" : "Telemetry (catalog)";

    public string? Missing => null;

    public bool SendsAll => forwardsAll;

    public ChildProcess Start(ScrapeLoad load, string folder) => ChildProcess.Start("dotnet",
    [
        typeof(CollectorContender).Assembly.Location, Command, forwardsAll ? "all" : "catalog",
        load.Interval.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), $"{load.Served.SinkUrl}/records", .. load.Served.Targets,
    ]);

    /// <summary>Scrapes until ended: what is forwarded, interval in ms, sink, targets.</summary>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton<IStreamPublisher>(new PostingPublisher(new Uri(arguments[2])));
        builder.Services.AddCollector(new CollectorOptions
        {
            Cluster = "bench",
            ScrapeConfigs =
            [
                new ScrapeConfigOptions
                {
                    JobName = "bench",
                    Forward = arguments[0] == "all" ? ForwardScope.All : ForwardScope.Catalog,
                    ScrapeInterval = TimeSpan.FromMilliseconds(double.Parse(arguments[1], CultureInfo.InvariantCulture)),
                    Targets = [.. arguments.Skip(3)],
                },
            ],
        });
        await builder.Build().RunAsync();
    }
}
