namespace Telemetry.Collector.Exposition.Series;

/// <summary>What is kept of a metric that comes as a protobuf message.</summary>
/// <param name="labels">Its label fields as the page writes them: by them it is found again.</param>
internal sealed class MessageState(byte[] labels)
{
    /// <summary>Its label fields as the page writes them.</summary>
    public byte[] Labels { get; } = labels;

    /// <summary>The metric that followed on the page last time: the guess for the next message.</summary>
    public LabeledMetric? Next { get; set; }

    /// <summary>Its native histogram, where it has one.</summary>
    public NativeHistogram? Native { get; set; }

    /// <summary>Set when the table drops the metric: a guess that leads here is void.</summary>
    public bool IsDropped { get; set; }
}
