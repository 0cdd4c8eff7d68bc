using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Storage;

namespace Telemetry.ContractTests.Transport.Embedded;

/// <summary>A storage folder of its own.</summary>
internal sealed class EmbeddedBed : ITransportBed
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("telemetry-test-").FullName;

    public bool IsShared => false;

    public async Task<IStreamTransport> OpenAsync() => await OpenEmbeddedAsync(new StorageOptions());

    public ValueTask<EmbeddedTransport> OpenEmbeddedAsync(StorageOptions storage, TimeProvider? timeProvider = null)
    {
        storage.Path = Folder;
        return EmbeddedTransport.OpenAsync(
            storage, new EmbeddedTransportOptions(), timeProvider ?? TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
