using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Telemetry.Testing;

/// <summary>Meter factories for what a test builds by hand.</summary>
public static class Meters
{
    /// <summary>A factory of its own, so that a test's listener hears nothing of other tests.</summary>
    public static IMeterFactory Create() =>
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
