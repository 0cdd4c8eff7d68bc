using Telemetry.Testing.Needs;

namespace Telemetry.ContractTests.Transport;

public abstract partial class TransportContract
{
    [ContractFact]
    public async Task Consume_SecondMemberJoinsAndFirstLeaves_EveryRecordIsSeenInOrder()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        await using var other = bed.IsShared ? await bed.OpenAsync() : transport;
        var log = new ConsumptionLog();
        await using var first = Consuming.Start(transport, Subscription("g"), partition => new RecordingProcessor(log, partition, "first"));
        await PublishToAllKeysAsync(0);
        await log.WaitForRecordsAsync(Keys.Length * 20, first.Task);

        await using var second = Consuming.Start(other, Subscription("g"), partition => new RecordingProcessor(log, partition, "second"));
        if (bed.IsShared) await log.WaitForAsync(seen => Enumerable.Range(0, 10).Any(partition => seen.CountOf($"opened second {partition}") > 0), second.Task);
        await PublishToAllKeysAsync(20);
        await log.WaitForAsync(HasAllUpTo(40), first.Task);

        await first.StopAsync();
        await PublishToAllKeysAsync(40);
        await log.WaitForAsync(HasAllUpTo(60), second.Task);

        Assert.Contains(log.Records, record => record.Member == "second");
        foreach (var ofKey in log.Records.GroupBy(record => record.Key)) AssertOrderedButForRepeats([.. ofKey], 60);

        async Task PublishToAllKeysAsync(int from)
        {
            foreach (var key in Keys) await PublishAsync(transport, key, Numbered(20, from));
        }
    }

    [ContractFact]
    public async Task Consume_CrashesAtRandom_EveryRecordIsSeenAndNoneOvertakes()
    {
        const int Records = 200;
        await using var bed = await CreateBedAsync(Stream);
        var random = new Random(20);
        var log = new ConsumptionLog();
        await using (var publisher = await bed.OpenAsync())
        {
            foreach (var value in Numbered(Records)) await PublishAsync(publisher, Keys[int.Parse(value) % Keys.Length], [value]);
        }

        for (var crash = 0; crash < 5; crash++)
        {
            var left = random.Next(1, 60);
            await using var transport = await bed.OpenAsync();
            await using var consuming = Consuming.Start(
                transport, Subscription("g", random.Next(2) == 0 ? Never : TimeSpan.Zero),
                partition => new RecordingProcessor(log, partition) { BeforeRecord = _ => Fail(left-- <= 0) });
            await Task.WhenAny(consuming.Task, log.WaitForAsync(seen => seen.Values.Distinct().Count() == Records));
        }

        await using var last = await bed.OpenAsync();
        await using var finishing = Consuming.Start(last, Subscription("g"), partition => new RecordingProcessor(log, partition));
        await log.WaitForAsync(seen => seen.Values.Distinct().Count() == Records, finishing.Task);

        foreach (var ofKey in log.Records.GroupBy(record => record.Key))
        {
            AssertNoneOvertakes([.. ofKey.Select(record => int.Parse(record.Value))], step: Keys.Length);
        }
    }

    private static readonly string[] Keys = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];

    private static Func<ConsumptionLog, bool> HasAllUpTo(int count) => log =>
        Keys.All(key => log.Records.Where(record => record.Key == key).Select(record => record.Value).Distinct().Count() == count);

    private static void AssertOrderedButForRepeats(IReadOnlyList<SeenRecord> records, int count)
    {
        Assert.Equal(Numbered(count), records.Select(record => record.Value).Distinct());
        AssertNoneOvertakes([.. records.Select(record => int.Parse(record.Value))], step: 1);
    }

    /// <summary>A record may come again after a crash, but never before one that it was published behind has come once.</summary>
    private static void AssertNoneOvertakes(IReadOnlyList<int> numbers, int step)
    {
        var highest = numbers[0];
        foreach (var number in numbers)
        {
            Assert.True(number <= highest + step, $"{number} came before {highest + step}");
            highest = Math.Max(highest, number);
        }
    }
}
