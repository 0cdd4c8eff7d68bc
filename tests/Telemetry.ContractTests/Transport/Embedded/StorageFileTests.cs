using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Storage;

namespace Telemetry.ContractTests.Transport.Embedded;

public sealed class StorageFileTests : IAsyncLifetime
{
    private readonly EmbeddedBed _bed = new();

    private string File => Path.Combine(_bed.Folder, StorageFile.FileName);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task StorageFile_NoDatabaseAtAll_IsMovedAsideAsItIs()
    {
        var before = new string('x', 5000);
        await System.IO.File.WriteAllTextAsync(File, before);

        await using var salvaged = await _bed.OpenAsync();

        Assert.Equal(before, await System.IO.File.ReadAllTextAsync(File + ".damaged-1"));
        Assert.Contains("rows of state", await NoteAsync(salvaged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StorageFile_DamagedPages_IsMovedAsideAndWhatCanBeReadIsKept()
    {
        await using (var transport = await _bed.OpenAsync())
        {
            for (var number = 0; number < 200; number++)
            {
                await transport.State.CommitAsync("o", [new StateEntry($"{number:000}", new byte[500])], default);
            }
        }

        await using (var damage = System.IO.File.OpenWrite(File))
        {
            damage.Position = 8 * 4096;
            damage.Write(Enumerable.Repeat((byte)0xA5, 8 * 4096).ToArray());
        }

        await using var salvaged = await _bed.OpenAsync();
        Assert.InRange((await salvaged.State.LoadAsync("o", default)).Count, 20, 199);
        Assert.True(System.IO.File.Exists(File + ".damaged-1"));
        var note = await NoteAsync(salvaged);
        var left = (await salvaged.State.LoadAsync("o", default)).Select(entry => entry.Key).ToHashSet();
        Assert.Contains("rows of state", note, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 200).Select(number => $"{number:000}").Where(key => !left.Contains(key)).Take(50), key => Assert.Contains($"o {key}", note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StorageFile_DamagedValue_IsMovedAsideNamingTheEntry()
    {
        await using (var transport = await _bed.OpenAsync()) await transport.State.CommitAsync("o/1", [new("j", new byte[100]), new("k", new byte[100])], default);
        using (var database = SqliteDatabase.Open(File)) database.Execute("UPDATE state SET value = zeroblob(99) WHERE key = 'k'");

        await using var salvaged = await _bed.OpenAsync();

        Assert.Equal("j", Assert.Single(await salvaged.State.LoadAsync("o/1", default)).Key);
        Assert.EndsWith("not readable in it: o/1 k", await NoteAsync(salvaged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StorageFile_ProcessEndedWhileItWasSalvaged_IsSalvagedNevertheless()
    {
        await using (var transport = await _bed.OpenAsync()) await transport.State.CommitAsync("o", [new("k", new byte[100])], default);
        System.IO.File.Move(File, File + ".salvaged");

        await using var salvaged = await _bed.OpenAsync();

        Assert.Single(await salvaged.State.LoadAsync("o", default));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 2", "layout version 2")]
    [InlineData("PRAGMA application_id = 7", "no storage file of this program")]
    public async Task StorageFile_OfAnotherVersionOrProgram_IsRefusedAndLeftAlone(string change, string told)
    {
        await (await _bed.OpenAsync()).DisposeAsync();
        using (var database = SqliteDatabase.Open(File)) database.Execute(change);
        var before = await System.IO.File.ReadAllBytesAsync(File);

        var failure = await Assert.ThrowsAsync<CorruptStateException>(OpenAsync);

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.Contains(File, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public async Task StorageFile_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        using (var database = SqliteDatabase.Open(File)) database.Execute("CREATE TABLE notes (text TEXT)");
        var before = await System.IO.File.ReadAllBytesAsync(File);

        await Assert.ThrowsAsync<CorruptStateException>(OpenAsync);

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public async Task StorageFile_InUse_IsRefusedNamingTheCure()
    {
        await using var first = await _bed.OpenAsync();

        var failure = await Assert.ThrowsAsync<TransportException>(OpenAsync);

        Assert.Contains("storage.path", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task StorageFile_FolderThatCannotBe_IsRefusedNamingTheCure()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_bed.Folder, "file"), "");
        var options = new StorageOptions { Path = Path.Combine(_bed.Folder, "file", "below") };

        var failure = await Assert.ThrowsAsync<TransportException>(async () => await EmbeddedTransport.OpenAsync(
            options, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance));

        Assert.Contains("storage.path", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StorageFile_DiskFull_AcknowledgesNothingAndGoesOnWhenThereIsRoom()
    {
        var meters = Meters.Create();
        using var readings = new MeterReadings(meters);
        var storage = StorageFile.Open(_bed.Folder);
        await using var transport = await EmbeddedTransport.OpenAsync(
            storage, new StorageOptions(), new EmbeddedTransportOptions(), TimeProvider.System, meters, NullLoggerFactory.Instance);
        await transport.State.CommitAsync("o", [new("k", new byte[] { 1 })], default);
        var pages = await storage.RunAsync(database => database.QueryInt64("PRAGMA page_count"), default);
        await storage.RunAsync(database => database.QueryInt64($"PRAGMA max_page_count = {pages}"), default);

        var publishing = await Assert.ThrowsAsync<TransportException>(
            async () => await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), new byte[50_000], default));
        var committing = await Assert.ThrowsAsync<TransportException>(
            async () => await transport.State.CommitAsync("o", [new("k", new byte[] { 2 }), new("large", new byte[50_000])], default));

        Assert.True(publishing.IsTransient);
        Assert.True(committing.IsTransient);
        Assert.Contains("disk is full", publishing.Message, StringComparison.Ordinal);
        Assert.Equal(1, readings.SumOf("telemetry.transport.failures", ("operation", "publish"), ("reason", "transient")));
        Assert.Equal(1, readings.SumOf("telemetry.transport.failures", ("operation", "commit"), ("reason", "transient")));
        Assert.Equal(0, readings.SumOf("telemetry.transport.published"));
        Assert.Equal([1], (await transport.State.LoadAsync("o", default)).Single().Value!.Value.ToArray());

        await storage.RunAsync(database => database.QueryInt64("PRAGMA max_page_count = 1000000"), default);
        await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), new byte[50_000], default);
        Assert.Equal(1, readings.SumOf("telemetry.transport.published", ("stream", Streams.Incidents)));
    }

    private static async Task<string> NoteAsync(IStreamTransport salvaged) =>
        System.Text.Encoding.UTF8.GetString(Assert.Single(await salvaged.State.LoadAsync("storage.salvage", default)).Value!.Value.Span);

    private Task OpenAsync() => _bed.OpenAsync();
}
