using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>A scraper to be measured, in a process of its own.</summary>
internal interface IContender
{
    /// <summary>Name in the table.</summary>
    string Name { get; }

    /// <summary>Null, or why it cannot run here.</summary>
    string? Missing { get; }

    /// <summary>Whether every sample of a page must arrive at the sink.</summary>
    bool SendsAll { get; }

    /// <summary>Starts it on the load; its files go to the folder.</summary>
    ChildProcess Start(ScrapeLoad load, string folder);
}
