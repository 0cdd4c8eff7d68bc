using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport;

/// <summary>Where a transport under test keeps its data. Opening again is what a restarted process does.</summary>
public interface ITransportBed : IAsyncDisposable
{
    /// <summary>Opens the transport on the bed's data. One at a time where <see cref="IsShared"/> is false.</summary>
    Task<IStreamTransport> OpenAsync();

    /// <summary>Whether several members of a group live in several processes, each with its own transport.</summary>
    bool IsShared { get; }
}
