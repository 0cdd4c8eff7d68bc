namespace Telemetry.Collector.Exposition;

/// <summary>The formats that a target may answer with.</summary>
internal enum ExpositionFormat
{
    /// <summary>Prometheus text 0.0.4: blanks are free, timestamps are integer milliseconds.</summary>
    Text,

    /// <summary>OpenMetrics 1.0: one space between parts, timestamps in seconds, exemplars, <c># EOF</c> at the end.</summary>
    OpenMetrics,

    /// <summary>Delimited <c>io.prometheus.client.MetricFamily</c> messages: the only one that carries native histograms.</summary>
    Protobuf,
}
