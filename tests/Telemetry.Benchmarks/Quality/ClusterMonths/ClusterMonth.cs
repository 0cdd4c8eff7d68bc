using System.Runtime.InteropServices;

namespace Telemetry.Benchmarks.Quality.ClusterMonths;

/// <summary>What a healthy cluster was told in a month.</summary>
/// <param name="Pages">Incidents that were paged.</param>
/// <param name="Incidents">Incidents that were a ticket at least.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClusterMonth(int Pages, int Incidents);
