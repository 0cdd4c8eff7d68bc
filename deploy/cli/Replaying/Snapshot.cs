using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Replaying;

/// <summary>The file of a replay's state folder: everything that is durable in the pipeline, as one whole (ADR 3).</summary>
internal sealed class Snapshot(string folder)
{
    private const string FileName = "replay.db";

    private string File => Path.Combine(folder, FileName);

    /// <summary>Writes it over the one before, whole or not at all.</summary>
    public ValueTask SaveAsync(EmbeddedTransport transport, CancellationToken cancellationToken) =>
        transport.SaveSnapshotAsync(File, cancellationToken);

    /// <summary>Opens the transport of a replay in memory: on the snapshot of the folder where there is one, else empty.</summary>
    /// <exception cref="TransportException">The snapshot or its folder cannot be used; the message names the cure.</exception>
    public static ValueTask<EmbeddedTransport> OpenAsync(
        string? folder, EmbeddedTransportOptions options, IMeterFactory meters, ILoggerFactory loggers)
    {
        if (folder is null) return EmbeddedTransport.OpenInMemoryAsync(options, TimeProvider.System, meters, loggers);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new TransportException($"The state folder {folder} cannot be used: {denied.Message} Name another with --state.", isTransient: false, denied);
        }

        var file = new Snapshot(folder).File;
        return System.IO.File.Exists(file)
            ? EmbeddedTransport.OpenSnapshotAsync(file, options, TimeProvider.System, meters, loggers)
            : EmbeddedTransport.OpenInMemoryAsync(options, TimeProvider.System, meters, loggers);
    }
}
