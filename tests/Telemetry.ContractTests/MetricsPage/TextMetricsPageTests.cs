using Telemetry.Hosting.MetricsPage;

namespace Telemetry.ContractTests.MetricsPage;

/// <summary>The built-in page.</summary>
public sealed class TextMetricsPageTests() : MetricsPageContract(new TextMetricsPage());
