namespace Telemetry.Hosting.MetricsPage;

/// <summary>A metric family as it stands on the page.</summary>
/// <param name="Name">A valid Prometheus name, unit and <c>_total</c> suffix included.</param>
/// <param name="Help">One sentence; may be empty.</param>
/// <param name="Kind">How values are taken.</param>
/// <param name="Bounds">Upper bounds of a histogram's buckets, ascending, without +Inf; empty for the other kinds.</param>
public sealed record MetricDescription(string Name, string Help, MetricKind Kind, IReadOnlyList<double> Bounds);
