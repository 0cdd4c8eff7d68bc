using Telemetry.Contracts;
using Telemetry.Testing.Needs;
using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport;

public abstract partial class TransportContract
{
    private const int Megabyte = 1 << 20;

    [ContractFact]
    public async Task State_OfAnOwnerNeverWritten_IsEmpty()
    {
        await using var bed = await CreateBedAsync(Streams.State);
        await using var transport = await bed.OpenAsync();

        Assert.Empty(await transport.State.LoadAsync("nobody/0", default));
    }

    [ContractFact]
    public async Task State_ValuesOfEverySize_SurviveARestart()
    {
        await using var bed = await CreateBedAsync(Streams.State);
        var written = new Dictionary<string, byte[]>
        {
            ["empty"] = [], ["small"] = [1, 2, 3], ["large"] = Noise(3 * Megabyte, seed: 1), ["chunk"] = Noise(900_000, seed: 2),
        };
        await using (var transport = await bed.OpenAsync()) await CommitAsync(transport, "owner/1", written);

        await using var restarted = await bed.OpenAsync();
        await AssertStateAsync(restarted, "owner/1", written);
    }

    [ContractFact]
    public async Task State_WrittenAgain_IsReplacedWhetherItGrowsOrShrinks()
    {
        await using var bed = await CreateBedAsync(Streams.State);
        await using var transport = await bed.OpenAsync();
        foreach (var size in new[] { 5, 2 * Megabyte, 3 * Megabyte, Megabyte, 0, Megabyte, 10 })
        {
            var written = new Dictionary<string, byte[]> { ["k"] = Noise(size, seed: size) };
            await CommitAsync(transport, "owner/1", written);
            await AssertStateAsync(transport, "owner/1", written);
        }
    }

    [ContractFact]
    public async Task State_Deleted_IsGoneAfterARestart()
    {
        await using var bed = await CreateBedAsync(Streams.State);
        await using (var transport = await bed.OpenAsync())
        {
            await CommitAsync(transport, "owner/1", new() { ["keep"] = [1], ["small"] = [2], ["large"] = Noise(2 * Megabyte, seed: 3) });
            await transport.State.CommitAsync("owner/1", [new("small", null), new("large", null), new("never was", null)], default);
        }

        await using var restarted = await bed.OpenAsync();
        await AssertStateAsync(restarted, "owner/1", new() { ["keep"] = [1] });
    }

    [ContractFact]
    public async Task State_OfTwoOwners_StaysApart()
    {
        await using var bed = await CreateBedAsync(Streams.State);
        await using var transport = await bed.OpenAsync();
        await CommitAsync(transport, "owner/1", new() { ["k"] = [1] });
        await CommitAsync(transport, "owner/10", new() { ["k"] = [10] });
        await transport.State.CommitAsync("owner/1", [new("k", null)], default);

        Assert.Empty(await transport.State.LoadAsync("owner/1", default));
        await AssertStateAsync(transport, "owner/10", new() { ["k"] = [10] });
    }

    [ContractFact]
    public async Task State_Loaded_IsOrderedByKey()
    {
        await using var bed = await CreateBedAsync(Streams.State);
        await using var transport = await bed.OpenAsync();
        await CommitAsync(transport, "owner/1", new() { ["b"] = [1], ["a"] = [2], ["ä/ö"] = [3], ["B"] = [4], ["a/1"] = [5], ["\U0001F600"] = [6], ["\uFF01"] = [7] });

        var keys = (await transport.State.LoadAsync("owner/1", default)).Select(entry => entry.Key).ToList();

        Assert.Equal(7, keys.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    private static byte[] Noise(int bytes, int seed)
    {
        var noise = new byte[bytes];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    private static async Task CommitAsync(IStreamTransport transport, string owner, Dictionary<string, byte[]> entries) =>
        await transport.State.CommitAsync(owner, [.. entries.Select(entry => new StateEntry(entry.Key, entry.Value))], default);

    private static async Task AssertStateAsync(IStreamTransport transport, string owner, Dictionary<string, byte[]> expected)
    {
        var loaded = await transport.State.LoadAsync(owner, default);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), loaded.Select(entry => entry.Key));
        foreach (var entry in loaded) Assert.True(entry.Value!.Value.Span.SequenceEqual(expected[entry.Key]), $"{entry.Key} differs");
    }
}
