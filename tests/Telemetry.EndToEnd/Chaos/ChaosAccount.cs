namespace Telemetry.EndToEnd.Chaos;

/// <summary>What became of what was accepted.</summary>
/// <param name="Kills">Kills, those of the broker included.</param>
/// <param name="BrokerKills">Kills of the broker.</param>
/// <param name="Alerts">Alerts accepted.</param>
/// <param name="Incidents">Incidents accepted.</param>
/// <param name="Lost">How many of both a receiver was never told of, the beginning or the end.</param>
/// <param name="Doubled">Messages that say again, under another identity, what was said; and second incidents at the pager.</param>
/// <param name="LateTriggers">Triggers that came after their end.</param>
/// <param name="Repeats">Messages that came again under their own identity: allowed after a kill between answer and record.</param>
/// <param name="Seconds">What it took, from the start of the cluster to the account.</param>
internal sealed record ChaosAccount(
    int Kills, int BrokerKills, int Alerts, int Incidents, int Lost, int Doubled, int LateTriggers, int Repeats, double Seconds)
{
    /// <summary>Nothing yet.</summary>
    public static ChaosAccount Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether nothing was lost, doubled or late.</summary>
    public bool IsClean => Lost == 0 && Doubled == 0 && LateTriggers == 0;

    /// <summary>Whose messages show that something was lost, doubled or late, with what each receiver heard.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Accounts for what was accepted.</summary>
    public static ChaosAccount Of(int kills, int brokerKills, IReadOnlyList<ChaosThing> accepted, ChaosSinks sinks, TimeSpan took)
    {
        var verdicts = accepted.Select(thing => new ChaosVerdict(thing, sinks.Heard(thing))).ToArray();
        return new ChaosAccount(
            kills,
            brokerKills,
            accepted.Count(thing => !thing.IsIncident),
            accepted.Count(thing => thing.IsIncident),
            verdicts.Count(verdict => verdict.IsLost),
            verdicts.Sum(verdict => verdict.Doubled) + sinks.DoubledIncidents,
            verdicts.Count(verdict => verdict.TriggersLate),
            verdicts.Sum(verdict => verdict.Repeats),
            took.TotalSeconds)
        {
            Faults = [.. verdicts.Where(verdict => !verdict.IsClean).Select(verdict => verdict.ToString()), .. sinks.Faults],
        };
    }

    /// <summary>Both together.</summary>
    public ChaosAccount Plus(ChaosAccount other) => new(
        Kills + other.Kills, BrokerKills + other.BrokerKills, Alerts + other.Alerts, Incidents + other.Incidents, Lost + other.Lost,
        Doubled + other.Doubled, LateTriggers + other.LateTriggers, Repeats + other.Repeats, Seconds + other.Seconds)
    {
        Faults = [.. Faults, .. other.Faults],
    };
}
