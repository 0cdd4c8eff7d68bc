using Telemetry.Testing;
using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>One round: a fresh cluster under load, kills at random moments, then quiet until everything accepted is told, and the account.</summary>
internal static class ChaosRound
{
    // One kill in so many is the broker's.
    private const int BrokerOneIn = 16;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    /// <summary>Runs a round.</summary>
    /// <param name="kills">How many kills.</param>
    /// <param name="seed">Decides who is killed and when.</param>
    public static async Task<ChaosAccount> RunAsync(int kills, int seed)
    {
        var random = new Random(seed);
        await using var hook = await WebhookStandIn.StartAsync();
        await using var pager = await PagerDutyStandIn.StartAsync();
        await using var cluster = await ChaosCluster.StartAsync(hook, pager, ChaosCluster.EveryRole, groupWait: TimeSpan.Zero);
        var sinks = new ChaosSinks(hook, pager);
        using var load = new ChaosLoad(cluster, sinks, new Random(seed));
        using var posting = new CancellationTokenSource();
        using var all = new CancellationTokenSource();
        var running = load.RunAsync(posting.Token, all.Token);
        var brokerKills = await KillAsync(cluster, hook, kills, random);
        await posting.CancelAsync();
        await running.WaitAsync(Settling);
        await SettleAsync(cluster, load, sinks, all);
        return ChaosAccount.Of(kills, brokerKills, load, sinks);
    }

    private static async Task<int> KillAsync(ChaosCluster cluster, WebhookStandIn hook, int kills, Random random)
    {
        var brokerKills = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System);
            await cluster.ReviveAsync();

            // Some answers are lost or late, so that kills fall between a message and its record.
            if (random.Next(3) == 0) hook.AnswerNext(random.Next(2) == 0 ? StandInAnswer.Status(503) : StandInAnswer.TakenBut(500));
            if (random.Next(BrokerOneIn) == 0)
            {
                await cluster.KillBrokerAsync();
                brokerKills++;
            }
            else
            {
                await cluster.KillAsync(cluster.Roles[random.Next(cluster.Roles.Count)]);
            }
        }

        return brokerKills;
    }

    // What is lost never comes, so the wait has an end, and the account then says how much.
    private static async Task SettleAsync(ChaosCluster cluster, ChaosLoad load, ChaosSinks sinks, CancellationTokenSource all)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Settling)
        {
            await cluster.ReviveAsync();
            while (await load.EndAsync(all.Token))
            {
                // One after the other.
            }

            if (load.IsOver && load.Accepted.All(name => sinks.HasHeardTheEndOf(name, load.Critical.Contains(name)))) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }
}
