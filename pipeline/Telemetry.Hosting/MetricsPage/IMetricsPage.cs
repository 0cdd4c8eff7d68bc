using Microsoft.AspNetCore.Routing;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>
/// The process's own metrics in Prometheus text. What is measured, how it is named and how many series there may be is decided before
/// (<see cref="InstrumentListener"/>); a page keeps values and serves them.
/// </summary>
public interface IMetricsPage
{
    /// <summary>
    /// The series of a family with these labels; the same series when it is asked for again. A family keeps the description that it was
    /// first opened with. Safe from any thread.
    /// </summary>
    /// <param name="metric">The family.</param>
    /// <param name="labels">Valid label names, each once, in ordinal order.</param>
    IMetricSeries Open(MetricDescription metric, IReadOnlyList<KeyValuePair<string, string>> labels);

    /// <summary>Serves the page; <paramref name="observe"/> is called before each answer, so that values read on demand are fresh.</summary>
    void Map(IEndpointRouteBuilder endpoints, string pattern, Action observe);
}
