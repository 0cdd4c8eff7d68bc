namespace Telemetry.Collector.Scraping;

/// <summary>One entry of <c>static_configs</c>.</summary>
public sealed class StaticConfigOptions
{
    /// <summary>Hosts and ports, as <c>host:port</c>.</summary>
    public IList<string> Targets { get; set; } = [];

    /// <summary>Labels of these targets; they become resource attributes of their records.</summary>
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}
