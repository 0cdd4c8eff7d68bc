using Telemetry.Transport;
using Telemetry.Transport.Kafka.State;

namespace Telemetry.ContractTests.Transport.Kafka;

public sealed class StateWriteTests
{
    private const string Owner = "owner/1";
    private static readonly string[] Keys = ["a", "b"];

    /// <summary>Random writes and deletions, each cut off after a random record, on a topic that is compacted at random.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void StateWrite_InterruptedAnywhere_ReadsAsOldOrNew(int seed)
    {
        var random = new Random(seed);
        var topic = new List<(byte[] Key, byte[]? Value)>();
        var expected = new Dictionary<string, byte[]>();
        for (var round = 0; round < 60; round++)
        {
            var stored = Read(topic);
            var key = Keys[random.Next(Keys.Length)];
            var value = RandomValue(random);
            var records = RecordsOf(new StateWrite(Owner, Entry(key, value), stored.GetValueOrDefault(key) ?? new StoredEntry()));
            var written = random.Next(records.Count + 1);
            topic.AddRange(records.Take(written));
            if (random.Next(3) == 0) Compact(topic);

            var now = Read(topic).GetValueOrDefault(key)?.Read(key);
            var isNew = Same(now, value);
            Assert.True(isNew || Same(now, expected.GetValueOrDefault(key)), $"round {round}: neither old nor new");
            if (written == records.Count) Assert.True(isNew, $"round {round}: everything was written");
            if (now is null) expected.Remove(key);
            else expected[key] = now;
            foreach (var other in Keys.Where(other => other != key)) Assert.True(Same(Read(topic).GetValueOrDefault(other)?.Read(other), expected.GetValueOrDefault(other)));
        }
    }

    [Fact]
    public void StateWrite_Completed_LeavesOneGenerationOnTheTopic()
    {
        var topic = new List<(byte[] Key, byte[]? Value)>();
        foreach (var size in new[] { 5, 2, 7 })
        {
            var stored = Read(topic).GetValueOrDefault("a") ?? new StoredEntry();
            topic.AddRange(RecordsOf(new StateWrite(Owner, new StateEntry("a", new byte[size * StateWrite.MaxPieceBytes]), stored)));
            Compact(topic);
            Assert.Equal(size + 1, topic.Count);
        }
    }

    [Fact]
    public void StoredEntry_PieceMissing_IsCorruptAndNamesThePlace()
    {
        var records = RecordsOf(new StateWrite(Owner, new StateEntry("a", new byte[2 * StateWrite.MaxPieceBytes]), new StoredEntry()));

        var failure = Assert.Throws<CorruptStateException>(() => Read(records.Skip(1))["a"].Read("entry a"));

        Assert.Contains("entry a lacks piece 1 of 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StoredEntry_BitFlipped_IsCorrupt()
    {
        var records = RecordsOf(new StateWrite(Owner, new StateEntry("a", new byte[100]), new StoredEntry()));
        records[0].Value![^1] ^= 1;

        Assert.Throws<CorruptStateException>(() => Read(records)["a"].Read("entry a"));
    }

    [Fact]
    public void StoredEntry_HeadOfANewerVersion_IsRefusedNamingThePlace()
    {
        var records = RecordsOf(new StateWrite(Owner, new StateEntry("a", new byte[100]), new StoredEntry()));
        records[0].Value![0] = 2;

        var failure = Assert.Throws<CorruptStateException>(() => Read(records)["a"].Read("entry a"));

        Assert.Contains("entry a has a head of an unknown version", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StateKey_AnyOwnerAndKey_SurvivesTheBytes()
    {
        foreach (var key in new[] { StateKey.Head("o/1", ""), StateKey.Head("ä", "k/ü"), StateKey.OfChunk("o", "k", 1, 258), StateKey.OfChunk("o", "", 0, 0) })
        {
            Assert.True(StateKey.TryParse(key.ToBytes(), out var parsed));
            Assert.Equal(key, parsed);
        }

        foreach (var foreign in new[] { Array.Empty<byte>(), "x"u8.ToArray(), "hno separator"u8.ToArray(), "c\0"u8.ToArray() })
        {
            Assert.False(StateKey.TryParse(foreign, out _));
        }
    }

    private static StateEntry Entry(string key, byte[]? value) => value is null ? new(key, null) : new(key, value);

    private static List<(byte[] Key, byte[]? Value)> RecordsOf(StateWrite write)
    {
        var records = write.Chunks.Select(piece => (write.KeyOf(piece.Chunk).ToBytes(), (byte[]?)piece.Value)).ToList();
        records.Add((write.HeadKey.ToBytes(), write.Head));
        records.AddRange(write.Complete().Select(chunk => (write.KeyOf(chunk).ToBytes(), (byte[]?)null)));
        return records;
    }

    private static Dictionary<string, StoredEntry> Read(IEnumerable<(byte[] Key, byte[]? Value)> topic)
    {
        var entries = new Dictionary<string, StoredEntry>();
        foreach (var (key, value) in topic) StateReader.Apply(entries, Owner, key, value);
        return entries;
    }

    /// <summary>What a broker may do at any time: only the newest record of a key stays, and no tombstone.</summary>
    private static void Compact(List<(byte[] Key, byte[]? Value)> topic)
    {
        var newest = topic.Select((record, index) => (Key: Convert.ToHexString(record.Key), Index: index)).GroupBy(record => record.Key)
            .Select(records => records.Max(record => record.Index)).Order().Select(index => topic[index]).Where(record => record.Value is not null).ToList();
        topic.Clear();
        topic.AddRange(newest);
    }

    private static byte[]? RandomValue(Random random)
    {
        if (random.Next(5) == 0) return null;
        var value = new byte[random.Next(4) == 0 ? random.Next(100) : random.Next(3 * StateWrite.MaxPieceBytes)];
        random.NextBytes(value);
        return value;
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);
}
