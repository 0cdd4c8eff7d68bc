using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Storage;

namespace Telemetry.ContractTests.Transport.Embedded;

/// <summary>
/// A process that writes without end: incident n, then state n in two entries that must agree; each number is printed once the
/// transport has answered for it.
/// </summary>
internal static class KilledWriter
{
    public const string Owner = "writer/0";
    public const string First = "first", Second = "second";

    /// <summary>Starts the process; see <c>Program.cs</c>.</summary>
    public static ChildProcess Start(string folder) => ChildProcess.Start("dotnet", [typeof(KilledWriter).Assembly.Location, folder]);

    public static async Task RunAsync(string folder)
    {
        await using var transport = await EmbeddedTransport.OpenAsync(
            new StorageOptions { Path = folder }, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        for (var number = 0; ; number++)
        {
            var value = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(value, number);
            await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), value, default);
            await transport.State.CommitAsync(Owner, [new StateEntry(First, value), new StateEntry(Second, value)], default);
            Console.WriteLine(number);
        }
    }
}
