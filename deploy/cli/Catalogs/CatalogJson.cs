using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Catalog;

namespace Telemetry.Cli.Catalogs;

/// <summary>Entries as JSON, with the keys of a catalog file where both have them.</summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One entry on one line.</summary>
    public static string Of(SignalDefinition signal) => JsonSerializer.Serialize(
        new
        {
            signal.Id,
            signal.Title,
            signal.Component,
            signal.Subsystem,
            signal.On,
            signal.Page,
            signal.Cause,
            Kind = Name(signal.Kind),
            Families = signal.Families.Select(family => new { family.Name, Since = family.Versions.Since?.ToString(), Until = family.Versions.Until?.ToString() }),
            Type = signal.Type is { } type ? Name(type) : null,
            Presence = Name(signal.Presence),
            Needs = signal.Needs.Length > 0 ? signal.Needs : null,
            Where = Map(signal.Where),
            Except = Map(signal.Except),
            signal.StratifyBy,
            signal.SumOver,
            Bad = Map(signal.Bad),
            signal.BadFamily,
            Used = Map(signal.Used),
            signal.Against,
            Limit = double.IsNaN(signal.Limit) ? (double?)null : signal.Limit,
            AtLeast = signal.State is { } least && !double.IsNaN(least.AtLeast) ? least.AtLeast : (double?)null,
            AtMost = signal.State is { } most && !double.IsNaN(most.AtMost) ? most.AtMost : (double?)null,
            For = signal.State?.For.TotalSeconds,
            Runbook = signal.Runbook.Length > 0 ? signal.Runbook : null,
            Owner = signal.Owner.Length > 0 ? signal.Owner : null,
            signal.StockRules,
            signal.Normal,
            signal.Unit,
            signal.UserFacing,
            Evidence = Name(signal.Evidence),
            Direction = signal.BothDirections ? "both" : "up",
            signal.Priority,
            Proof = Name(signal.Proof),
            signal.Help,
        },
        Options);

    private static string Name(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static Dictionary<string, IReadOnlyList<string>> Map(IReadOnlyList<LabelFilter> filters) =>
        filters.ToDictionary(filter => filter.Label, filter => filter.Values, StringComparer.Ordinal);
}
