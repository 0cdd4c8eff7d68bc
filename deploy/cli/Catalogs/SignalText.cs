using System.Globalization;
using System.Text.Json;
using Telemetry.Catalog;

namespace Telemetry.Cli.Catalogs;

/// <summary>Fields of an entry in words.</summary>
internal static class SignalText
{
    public static string Kind(SignalDefinition signal) => JsonNamingPolicy.SnakeCaseLower.ConvertName(signal.Kind.ToString());

    public static string Limit(SignalDefinition signal) => double.IsNaN(signal.Limit) ? "" : signal.Limit.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The written rule: threshold and duration; empty where there is none.</summary>
    public static string State(SignalDefinition signal) => signal.State switch
    {
        null => "",
        { } rule when double.IsNaN(rule.AtMost) => string.Create(CultureInfo.InvariantCulture, $" ≥ {rule.AtLeast:0.###} for {rule.For.TotalSeconds} s"),
        { } rule => string.Create(CultureInfo.InvariantCulture, $" ≤ {rule.AtMost:0.###} for {rule.For.TotalSeconds} s"),
    };

    public static string Use(SignalDefinition signal) => signal.Evidence switch
    {
        Evidence.Drift => "scored",
        Evidence.Context => "context",
        _ => "collected",
    };

    /// <summary>When the family is there: flag, setup or first event; empty for always.</summary>
    public static string Presence(SignalDefinition signal) => signal.Presence switch
    {
        Telemetry.Catalog.Presence.OnEvent => "from its first event",
        Telemetry.Catalog.Presence.Flag or Telemetry.Catalog.Presence.Setup => signal.Needs,
        _ => "",
    };
}
