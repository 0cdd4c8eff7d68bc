namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>The form of PagerDuty's routing keys.</summary>
internal static class RoutingKey
{
    /// <summary>Length of an integration key.</summary>
    public const int Length = 32;

    /// <summary>What is wrong with a key, without quoting it; null where nothing is.</summary>
    public static string? Fault(string key) => key.Length == Length && key.All(char.IsAsciiLetterOrDigit)
        ? null
        : $"is no routing key: it must be {Length} letters and digits";
}
