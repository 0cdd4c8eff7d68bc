using System.Text;
using Telemetry.Transport;
using Telemetry.Transport.Spooling;
using Telemetry.Transport.Storage;
using Xunit;

namespace Telemetry.ContractTests.Transport.Spooling;

public sealed class RecordSpoolTests : IDisposable
{
    private const int Lanes = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-spool-").FullName;

    [Fact]
    public void Records_OfALane_ComeInOrderAlsoAfterReopening()
    {
        using (var spool = Open())
        {
            Add(spool, 0, "a1", "a2");
            Add(spool, 1, "b1");
            Assert.Equal("a1", Take(spool, 0));
        }

        using var reopened = Open();
        Assert.Equal(2, reopened.Recovered);
        Add(reopened, 0, "a3");
        Assert.Equal(["a2", "a3"], TakeAll(reopened, 0));
        Assert.Equal("b1", Take(reopened, 1));
        Assert.Equal((0, 0), (reopened.Count, reopened.Bytes));
    }

    [Fact]
    public void Add_OverTheBound_LosesTheOldestOfAllLanes()
    {
        using var spool = Open(maxBytes: 12);
        Add(spool, 0, "a1");
        Add(spool, 1, "b1", "b2");

        Assert.Equal(2, Add(spool, 0, "a2", "a3"));

        Assert.Equal(["a2", "a3"], TakeAll(spool, 0));
        Assert.Equal("b2", Take(spool, 1));
    }

    [Fact]
    public void Remove_OfARecordThatMadeRoom_SaysSo()
    {
        using var spool = Open(maxBytes: 8);
        Add(spool, 0, "a1", "a2");
        var sending = spool.Peek(0)!;
        Add(spool, 1, "b1");

        Assert.False(spool.Remove(sending));
        Assert.Equal("a2", Take(spool, 0));
    }

    [Fact]
    public void PutBack_ComesBeforeWhatWasAddedSince()
    {
        using var spool = Open();
        Add(spool, 0, "a2");
        spool.PutBack(0, "k:"u8, "a1"u8);

        Assert.Equal(["a1", "a2"], TakeAll(spool, 0));
    }

    [Fact]
    public void Record_DamagedOnDisk_IsToldAndCostsOnlyItself()
    {
        using var spool = Open();
        Add(spool, 0, "a1", "a2");
        spool.Database.Execute("UPDATE waiting SET value = x'00' WHERE id = 1");

        var damaged = spool.Peek(0)!;

        Assert.False(damaged.IsIntact);
        spool.Remove(damaged);
        Assert.Equal("a2", Take(spool, 0));
    }

    [Fact]
    public void DiskFull_TakesNothingOfABatchAndGoesOnWhenThereIsRoom()
    {
        using var spool = Open();
        Add(spool, 0, "a1");
        spool.Database.QueryInt64($"PRAGMA max_page_count = {spool.Database.QueryInt64("PRAGMA page_count")}");

        var full = Assert.Throws<TransportException>(() => Add(spool, 0, "a2", new string('x', 50_000)));

        Assert.True(full.IsTransient);
        Assert.Contains("disk is full", full.Message, StringComparison.Ordinal);
        spool.Database.QueryInt64("PRAGMA max_page_count = 1000000");
        Add(spool, 0, "a3");
        Assert.Equal(["a1", "a3"], TakeAll(spool, 0));
    }

    [Fact]
    public void File_GivesItsSpaceBackWhenEmptied()
    {
        using var spool = Open();
        var empty = spool.Database.QueryInt64("PRAGMA page_count");
        Add(spool, 0, [.. Enumerable.Repeat(new string('x', 10_000), 200)]);
        Assert.True(spool.Database.QueryInt64("PRAGMA page_count") > empty + 400);

        Assert.Equal(200, TakeAll(spool, 0).Count);

        Assert.InRange(spool.Database.QueryInt64("PRAGMA page_count"), empty, empty + 2);
    }

    [Fact]
    public void File_OfAnotherKind_IsRefusedNamingIt()
    {
        File.WriteAllText(Path.Combine(_folder, RecordSpool.FileName), new string('x', 4096));

        var refusal = Assert.Throws<DamagedStorageException>(() => Open());

        Assert.Contains(RecordSpool.FileName, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomWork_IsAsAListWouldDoIt(int seed)
    {
        var random = new Random(seed);
        var twin = new List<(int Lane, string Text)>();
        var spool = Open(maxBytes: 120);
        for (var step = 0; step < 600; step++)
        {
            var lane = random.Next(Lanes);
            switch (random.Next(5))
            {
                case 0 or 1:
                    var texts = Enumerable.Range(0, random.Next(1, 5)).Select(i => $"{step}.{i}").ToArray();
                    Add(spool, lane, texts);
                    twin.AddRange(texts.Select(text => (lane, text)));
                    while (twin.Sum(waiting => 2 + waiting.Text.Length) > 120) twin.RemoveAt(0);
                    break;
                case 2 or 3:
                    var expected = twin.FindIndex(waiting => waiting.Lane == lane);
                    Assert.Equal(expected < 0 ? null : twin[expected].Text, Take(spool, lane));
                    if (expected >= 0) twin.RemoveAt(expected);
                    break;
                default:
                    spool.Dispose();
                    spool = Open(maxBytes: 120);
                    break;
            }
            Assert.Equal((twin.Count, twin.Sum(waiting => 2 + waiting.Text.Length)), (spool.Count, spool.Bytes));
        }
        spool.Dispose();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RecordSpool Open(long maxBytes = 1 << 24) => RecordSpool.Open(_folder, maxBytes);

    private static int Add(RecordSpool spool, int lane, params string[] texts) =>
        spool.Add(lane, [.. texts.Select(text => ((ReadOnlyMemory<byte>)"k:"u8.ToArray(), (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)))]);

    private static List<string> TakeAll(RecordSpool spool, int lane)
    {
        var all = new List<string>();
        while (Take(spool, lane) is { } text) all.Add(text);
        return all;
    }

    private static string? Take(RecordSpool spool, int lane)
    {
        if (spool.Peek(lane) is not { } oldest) return null;
        Assert.True(oldest.IsIntact);
        Assert.True(spool.Remove(oldest));
        return Encoding.UTF8.GetString(oldest.Value);
    }
}
