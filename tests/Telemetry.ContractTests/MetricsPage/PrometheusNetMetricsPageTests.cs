using Telemetry.Hosting.PrometheusNet;

namespace Telemetry.ContractTests.MetricsPage;

/// <summary>The page of prometheus-net.</summary>
public sealed class PrometheusNetMetricsPageTests() : MetricsPageContract(new PrometheusNetMetricsPage());
