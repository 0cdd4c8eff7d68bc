namespace Telemetry.ContractTests.Transport.Embedded;

public sealed class EmbeddedTransportContract : TransportContract
{
    protected override Task<ITransportBed> CreateBedAsync(string stream) => Task.FromResult<ITransportBed>(new EmbeddedBed());
}

public sealed class InMemoryTransportContract : TransportContract
{
    protected override async Task<ITransportBed> CreateBedAsync(string stream) => await InMemoryBed.CreateAsync();
}
