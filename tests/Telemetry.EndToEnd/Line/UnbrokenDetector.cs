using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Detector;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.EndToEnd.Line;

/// <summary>The detector role in this process, never stopped: what a killed one must agree with.</summary>
internal static class UnbrokenDetector
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The signal and incident records that come of metrics records.</summary>
    public static async Task<(IReadOnlyList<byte[]> Signals, IReadOnlyList<byte[]> Incidents)> RunAsync(IReadOnlyList<(byte[] Key, byte[] Value)> records)
    {
        var meters = Meters.Create();
        await using var transport = await EmbeddedTransport.OpenInMemoryAsync(new(), TimeProvider.System, meters, NullLoggerFactory.Instance);
        transport.DeclareGroup(Streams.Metrics, DetectorServices.Observing.Group);
        transport.DeclareGroup(Streams.Signals, DetectorServices.Correlating.Group);
        foreach (var stream in (string[])[Streams.Signals, Streams.Incidents]) transport.DeclareGroup(stream, StreamedRecords.GroupOf(stream));
        var services = new ServiceCollection().AddLogging().AddSingleton(meters).AddSingleton(TimeProvider.System).AddSingleton<IStreamTransport>(transport);
        services.AddDetector(new DetectorOptions());
        await using var provider = services.BuildServiceProvider();
        await using var signals = StreamedRecords.Read(transport, Streams.Signals);
        await using var incidents = StreamedRecords.Read(transport, Streams.Incidents);
        var workers = provider.GetServices<IHostedService>().ToList();
        foreach (var worker in workers) await worker.StartAsync(CancellationToken.None);
        foreach (var (key, value) in records) await transport.PublishAsync(Streams.Metrics, key, value, CancellationToken.None);
        // Both stages, and the readers, must be through with everything before they are stopped.
        await transport.DrainAsync(CancellationToken.None).WaitAsync(Deadline);
        await Eventually.TrueAsync(() => signals.Seen.Count >= records.Count, Deadline, () => $"{signals.Seen.Count} of {records.Count} signals");
        foreach (var worker in workers) await worker.StopAsync(CancellationToken.None);
        return ([.. signals.Seen], [.. incidents.Seen]);
    }
}
