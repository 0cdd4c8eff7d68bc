namespace Telemetry.Hosting.MetricsPage;

/// <summary>One series of the metrics page.</summary>
public interface IMetricSeries
{
    /// <summary>Takes a value in the way of the family's <see cref="MetricKind"/>. Safe from any thread.</summary>
    void Record(double value);
}
