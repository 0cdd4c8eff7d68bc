namespace Telemetry.Collector.Discovery;

/// <summary>One group of a targets file: addresses with the labels they share.</summary>
internal sealed class TargetGroup
{
    public IList<string> Targets { get; set; } = [];

    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}
