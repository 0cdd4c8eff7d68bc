namespace Telemetry.EndToEnd.Alerting;

/// <summary>What happens to a router while its cases run. Cases of one life share one process of each kind.</summary>
/// <param name="Name">Name.</param>
/// <param name="Seconds">How long it is watched.</param>
/// <param name="Steps">What happens, and when.</param>
internal sealed record CaseLife(string Name, double Seconds, IReadOnlyList<CaseStep> Steps)
{
    /// <summary>Nothing happens.</summary>
    public static readonly CaseLife Steady = new("steady", 26, []);

    /// <summary>Stopped in order at 4 s and started again.</summary>
    public static readonly CaseLife Stopped = new("stopped", 26, [new(4, stage => stage.Router.RestartAsync(kill: false))]);

    /// <summary>Killed at 4 s and started again.</summary>
    public static readonly CaseLife Killed = new("killed", 26, [new(4, stage => stage.Router.RestartAsync(kill: true))]);

    /// <summary>The same settings read again at 3 s.</summary>
    public static readonly CaseLife Reloaded = new("reloaded", 16, [new(3, stage => stage.ReloadAsync(settings => settings, accepted: true))]);

    /// <summary>Wrong settings read at 1 s.</summary>
    public static readonly CaseLife BadlyReloaded = new(
        "badly reloaded", 8, [new(1, stage => stage.ReloadAsync(_ => "route: {receiver: nope}\nreceivers: []\n", accepted: false))]);

    /// <summary>A matcher written differently at 4 s, to the same effect.</summary>
    public static readonly CaseLife Edited = new(
        "edited", 16, [new(4, stage => stage.ReloadAsync(settings => settings.Replace("svc=\"x\"", "svc=~\"x|y\"", StringComparison.Ordinal), accepted: true))]);

    /// <summary>A life of its own for a storm, which would slow the others.</summary>
    public static readonly CaseLife Stormy = new("stormy", 20, []);
}
