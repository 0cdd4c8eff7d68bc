using Telemetry.ContractTests.Transport.Embedded;

namespace Telemetry.ContractTests;

/// <summary>The test host never comes here; a test that kills a process starts this program as that process.</summary>
internal static class Program
{
    private static Task Main(string[] arguments) => KilledWriter.RunAsync(folder: arguments.Single());
}
