namespace Telemetry.Alerting.Episodes;

/// <summary>Names in the state store, as documented in <c>docs/formats/alerting.md</c>.</summary>
internal static class AlertState
{
    /// <summary>Key of the input position.</summary>
    public const string Position = "position";

    /// <summary>Prefix of the keys of episodes.</summary>
    public const string Episodes = "episode/";

    /// <summary>Prefix of the keys of outbox rows.</summary>
    public const string Rows = "outbox/";

    /// <summary>Owner of the state of a partition of the incidents.</summary>
    public static string OwnerOf(int partition) => $"alerting/{partition}";

    /// <summary>Owner of the state of a partition of the alert commands.</summary>
    public static string OwnerOfAlerts(int partition) => $"alerts/{partition}";

    /// <summary>Whether an entry belongs to whatever decides, and is only kept with the episodes.</summary>
    public static bool IsCompanion(string key) =>
        key != Position && !key.StartsWith(Episodes, StringComparison.Ordinal) && !key.StartsWith(Rows, StringComparison.Ordinal);
}
