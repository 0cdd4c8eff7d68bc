using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Cli.Settings;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Kafka;

namespace Telemetry.Cli;

/// <summary>
/// Opens the transport of a process. Opening is asynchronous and may be refused, so it happens between the building of the container,
/// which it takes meters and logs from, and the first role that needs it.
/// </summary>
internal sealed class TransportSource<T>(Func<IMeterFactory, ILoggerFactory, ValueTask<T>> open)
    where T : class, IStreamTransport
{
    private T? _opened;

    /// <summary>Registers the transport that will be opened.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IStreamTransport>(
            _ => _opened ?? throw new InvalidOperationException("A role asked for the transport before it was opened."));
        services.AddSingleton<IStreamPublisher>(provider => provider.GetRequiredService<IStreamTransport>());
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="TransportException">It cannot be opened; the message names the cure.</exception>
    public async Task<T> OpenAsync(IServiceProvider services)
    {
        _opened = await open(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<ILoggerFactory>());
        // The container disposes what it has handed out: ask for it once, so that it is its own to close.
        services.GetRequiredService<IStreamTransport>();
        return _opened;
    }
}

/// <summary>The transport that the settings name.</summary>
internal static class TransportSource
{
    /// <param name="settings">The settings.</param>
    /// <param name="streams">Streams that the roles of this process use; on Kafka they must be there.</param>
    public static TransportSource<IStreamTransport> Of(TelemetrySettings settings, IReadOnlyList<string> streams) => new(async (meters, loggers) =>
        settings.Transport.Kind == TransportKind.Kafka
            ? await KafkaTransport.OpenAsync(settings.Kafka!, streams, TimeProvider.System, meters, loggers)
            : await EmbeddedTransport.OpenAsync(settings.Storage, settings.Transport.Embedded, TimeProvider.System, meters, loggers));
}
