namespace Telemetry.EndToEnd.Alerting;

/// <summary>Words in which the cases are written.</summary>
internal static class CaseScript
{
    /// <summary>Keys of a route.</summary>
    public static string Route(string groupBy, string wait, string interval, string repeat = "1h") =>
        $"group_by: [{groupBy}]\ngroup_wait: {wait}\ngroup_interval: {interval}\nrepeat_interval: {repeat}\n";

    /// <summary>An alert that fires since a moment.</summary>
    public static CaseAlert Firing(string name, double since, params string[] labels) => new(name, since) { Labels = labels };

    /// <summary>An alert that is over.</summary>
    public static CaseAlert Over(string name, double since, double end, params string[] labels) => new(name, since, end) { Labels = labels };

    /// <summary>Alerts are posted at a moment.</summary>
    public static CaseStep At(double second, params CaseAlert[] alerts) => new(second, stage => stage.PostAsync(alerts));

    /// <summary>The case's alerts of a name are silenced.</summary>
    public static CaseStep SilenceAt(double second, string name, double from, double to) => new(second, stage => stage.SilenceAsync(name, from, to));

    /// <summary>The silence is ended.</summary>
    public static CaseStep ExpireAt(double second) => new(second, stage => stage.ExpireSilenceAsync());

    /// <summary>Ours must be the same sequence of messages as Alertmanager's.</summary>
    public static string? Same(CaseTrace ours, CaseTrace theirs) => Compare(ours.Sequence(), theirs.Sequence());

    /// <summary>The same, the alerts' times and annotations included.</summary>
    public static string? SameWithTimes(CaseTrace ours, CaseTrace theirs) => Compare(ours.Sequence(times: true), theirs.Sequence(times: true));

    /// <summary>The same of what was taken; failed attempts are not compared.</summary>
    public static string? SameOutcome(CaseTrace ours, CaseTrace theirs) => Compare(ours.Sequence(deliveredOnly: true), theirs.Sequence(deliveredOnly: true));

    /// <summary>What was taken must be this, in order, whatever Alertmanager does; nothing more.</summary>
    public static Func<CaseTrace, CaseTrace, string?> Delivered(params string[] messages) => (ours, _) =>
        ours.Said.SequenceEqual(messages) ? null : $"delivered should be: {(messages.Length == 0 ? "nothing" : string.Join("; ", messages))}";

    private static string? Compare(string ours, string theirs) => ours == theirs ? null : $"the sequences differ\n  ours:\n{ours}\n  Alertmanager's:\n{theirs}";
}
