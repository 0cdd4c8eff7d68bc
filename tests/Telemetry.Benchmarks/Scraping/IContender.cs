using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>A scraper to be measured, in a process of its own.</summary>
internal interface IContender
{
    /// <summary>Name in the table.</summary>
    string Name { get; }

    /// <summary>Null, or why it cannot run here.</summary>
    string? Missing { get; }

    /// <summary>Starts it on the served targets, every second each; its files go to the folder.</summary>
    ChildProcess Start(ServedPages pages, string folder);
}
