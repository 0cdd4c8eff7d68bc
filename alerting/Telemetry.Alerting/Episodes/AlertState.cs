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

    /// <summary>Owner of a partition's state.</summary>
    public static string OwnerOf(int partition) => $"alerting/{partition}";
}
