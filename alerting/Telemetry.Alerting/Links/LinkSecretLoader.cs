using Microsoft.Extensions.Hosting;
using Telemetry.Transport;

namespace Telemetry.Alerting.Links;

/// <summary>Reads the secret of signed addresses before anything is sent: registered before the worker, which starts behind it.</summary>
internal sealed class LinkSecretLoader(string? file, IStreamTransport transport, SignedLinks links) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) => links.Open(await LinkSecret.LoadAsync(file, transport.State, cancellationToken));

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
