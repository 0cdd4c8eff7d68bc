using System.Buffers.Binary;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Storage;

namespace Telemetry.ContractTests.Transport.Embedded;

public sealed class KilledProcessTests
{
    [Fact]
    public async Task KilledProcess_InTheMiddleOfWriting_LosesNothingThatWasAnswered()
    {
        await using var bed = new EmbeddedBed();
        var answered = await WriteAndKillAsync(bed.Folder, lines: 25);

        await using var transport = await bed.OpenEmbeddedAsync(new StorageOptions());
        var state = (await transport.State.LoadAsync(KilledWriter.Owner, default)).ToDictionary(entry => entry.Key, entry => NumberIn(entry.Value!.Value));
        var incidents = await ReadIncidentsAsync(transport, atLeast: Math.Max(answered, state[KilledWriter.First]) + 1);

        Assert.Equal(Enumerable.Range(0, incidents.Count), incidents);
        Assert.InRange(state[KilledWriter.First], answered, incidents.Count - 1);
        Assert.Equal(state[KilledWriter.First], state[KilledWriter.Second]);
    }

    /// <summary>Gives the last number that the killed process has printed.</summary>
    private static async Task<int> WriteAndKillAsync(string folder, int lines)
    {
        await using var writer = KilledWriter.Start(folder);
        await Eventually.TrueAsync(() => writer.Output.Count > lines, TimeSpan.FromMinutes(2), () => writer.Tail());
        await writer.KillAsync();
        return int.Parse(writer.Output[^1]);
    }

    private static async Task<List<int>> ReadIncidentsAsync(IStreamTransport transport, int atLeast)
    {
        var numbers = new List<int>();
        await using var consuming = Consuming.Start(
            transport, new(Streams.Incidents, "g", TimeSpan.Zero), _ => new NumberProcessor(numbers));
        // They come a thousand at a time, and the writer may have been fast.
        await Eventually.TrueAsync(() => numbers.Count >= atLeast, TimeSpan.FromMinutes(1), () => $"{numbers.Count} incidents, {atLeast} were answered for");
        return numbers;
    }

    private static int NumberIn(ReadOnlyMemory<byte> value) => BinaryPrimitives.ReadInt32LittleEndian(value.Span);

    /// <summary>Collects numbers.</summary>
    private sealed class NumberProcessor(List<int> numbers) : IPartitionProcessor
    {
        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new((long?)null);

        public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
        {
            numbers.Add(NumberIn(record.Value));
            return ValueTask.CompletedTask;
        }

        public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
