namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Receives a protobuf page as it is read. All spans point into the page and are invalid after the call.</summary>
internal interface IMetricMessageHandler
{
    /// <summary>The labels, as encoded, of the metric that probably comes next; empty where nobody knows.</summary>
    ReadOnlySpan<byte> ExpectedLabels { get; }

    /// <summary>A family begins; its metrics follow.</summary>
    void Family(in FamilyHead head);

    /// <summary>A metric of the family.</summary>
    /// <returns>What is wrong with it: it costs this metric alone.</returns>
    BadLineReason Metric(in MetricMessage metric);

    /// <summary>A message that could not be read.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="family">Name of the family, as far as known.</param>
    /// <param name="message">Number of the family's message on the page, from 1.</param>
    void BadMessage(BadLineReason reason, ReadOnlySpan<byte> family, int message);
}
