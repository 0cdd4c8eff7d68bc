namespace Telemetry.EndToEnd.Chaos;

/// <summary>What became of the accepted alerts.</summary>
/// <param name="Kills">Kills, those of the broker included.</param>
/// <param name="BrokerKills">Kills of the broker.</param>
/// <param name="Alerts">Alerts accepted.</param>
/// <param name="Lost">Alerts of whose beginning or end a receiver was never told.</param>
/// <param name="Doubled">Messages that say again, under another identity, what was said; and second incidents at the pager.</param>
/// <param name="LateTriggers">Triggers that came after their end.</param>
/// <param name="Repeats">Messages that came again under their own identity: allowed after a kill between answer and record.</param>
internal sealed record ChaosAccount(int Kills, int BrokerKills, int Alerts, int Lost, int Doubled, int LateTriggers, int Repeats)
{
    /// <summary>Nothing yet.</summary>
    public static ChaosAccount Empty { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether nothing was lost, doubled or late.</summary>
    public bool IsClean => Lost == 0 && Doubled == 0 && LateTriggers == 0;

    /// <summary>Accounts for accepted alerts.</summary>
    public static ChaosAccount Of(int kills, int brokerKills, ChaosLoad load, ChaosSinks sinks)
    {
        var heard = load.Accepted.Select(sinks.HookHeard).Concat(load.Critical.Select(sinks.PagerHeard)).ToArray();
        var atHook = load.Accepted.Select(sinks.HookHeard).ToArray();
        return new ChaosAccount(
            kills,
            brokerKills,
            load.Accepted.Count,
            heard.Count(messages => !messages.Any(message => message.Fires) || messages.All(message => message.Fires)),
            atHook.Sum(messages => messages.DistinctBy(message => message.Id).GroupBy(message => message.Fires).Sum(same => same.Count() - 1)) + sinks.DoubledIncidents,
            heard.Count(messages => messages.SkipWhile(message => message.Fires).Any(message => message.Fires)),
            heard.Sum(messages => messages.GroupBy(message => message).Sum(same => same.Count() - 1)));
    }

    /// <summary>Both together.</summary>
    public ChaosAccount Plus(ChaosAccount other) => new(
        Kills + other.Kills, BrokerKills + other.BrokerKills, Alerts + other.Alerts, Lost + other.Lost, Doubled + other.Doubled,
        LateTriggers + other.LateTriggers, Repeats + other.Repeats);
}
