using Xunit;
using Xunit.Sdk;

namespace Telemetry.Testing.Needs;

/// <summary>A test written once in a base class and run by every implementation's class; skipped where that class's needs are not met.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Telemetry.Testing.Needs.ContractFactDiscoverer", "Telemetry.Testing")]
public sealed class ContractFactAttribute : FactAttribute;
