using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>One round: a fresh cluster under load, kills at random moments, then quiet until everything accepted is told, and the account.</summary>
internal sealed class ChaosRound(ChaosCluster cluster, WebhookStandIn hook, ChaosLoad load, ChaosSinks sinks)
{
    // One kill in so many is the broker's, and one of each round.
    private const int BrokerOneIn = 16;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    /// <summary>Runs a round.</summary>
    /// <param name="kills">How many kills.</param>
    /// <param name="seed">Decides who is killed and when.</param>
    /// <param name="logs">Folder for what the processes write; null keeps nothing.</param>
    /// <param name="cancellationToken">Breaks the round off.</param>
    public static async Task<ChaosAccount> RunAsync(int kills, int seed, string? logs = null, CancellationToken cancellationToken = default)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var hook = await WebhookStandIn.StartAsync();
        await using var pager = await PagerDutyStandIn.StartAsync();
        await using var cluster = await ChaosCluster.StartAsync(hook, pager, ChaosCluster.EveryRole, groupWait: TimeSpan.Zero, logs);
        await using var incidents = await ChaosIncidents.ConnectAsync(cluster.BrokerProperties);
        using var alerts = new ChaosAlerts(cluster, new Random(seed));
        var sinks = new ChaosSinks(hook, pager);
        var load = new ChaosLoad(alerts, incidents, sinks);
        var brokerKills = await new ChaosRound(cluster, hook, load, sinks).RunAsync(kills, new Random(seed), cancellationToken);
        return ChaosAccount.Of(kills, brokerKills, load.Accepted, sinks, TimeProvider.System.GetElapsedTime(begun));
    }

    private async Task<int> RunAsync(int kills, Random random, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = load.RunAsync(quiet.Token, over.Token);
        var brokerKills = 0;
        for (var left = kills; left > 0; left--)
        {
            await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System, cancellationToken);
            await cluster.ReviveAsync();
            DisturbAnswers(random);
            var isBroker = random.Next(left) < Math.Max(1, kills / BrokerOneIn) - brokerKills;
            if (isBroker) brokerKills++;
            await (isBroker ? cluster.KillBrokerAsync() : cluster.KillAsync(cluster.Roles[random.Next(cluster.Roles.Count)]));
        }

        await quiet.CancelAsync();
        var ending = EndAllAsync(running, over.Token);
        await SettleAsync(ending, cancellationToken);
        await over.CancelAsync();
        await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return brokerKills;
    }

    // Some answers are lost or late, so that kills fall between a message and its record.
    private void DisturbAnswers(Random random)
    {
        if (random.Next(3) == 0) hook.AnswerNext(random.Next(2) == 0 ? StandInAnswer.Status(503) : StandInAnswer.TakenBut(500));
    }

    // What is lost never comes, so the wait has an end, and the account then says how much.
    private async Task SettleAsync(Task ending, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Settling)
        {
            await cluster.ReviveAsync();
            if (ending.IsCompleted && load.Accepted.All(sinks.HasHeardTheEndOf)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    // Beside the reviving: while nobody is there to accept it, it waits.
    private async Task EndAllAsync(Task running, CancellationToken cancellationToken)
    {
        await running;
        while (!load.IsOver)
        {
            if (!await load.EndAsync(cancellationToken)) await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }
}
