using Telemetry.Catalog;

namespace Telemetry.Cli.Catalogs;

/// <summary>What one catalog has and another has not, for people.</summary>
internal static class CatalogChanges
{
    /// <summary>One line: the ids added, changed and removed, and whether what was learned is kept.</summary>
    public static string Describe(SignalCatalog before, SignalCatalog after)
    {
        var added = after.Signals.Where(signal => before.Find(signal.Id) is null);
        var removed = before.Signals.Where(signal => after.Find(signal.Id) is null);
        var changed = after.Signals.Where(signal => before.Find(signal.Id) is { } known && CatalogJson.Of(known) != CatalogJson.Of(signal));
        var learned = before.Fingerprint == after.Fingerprint ? "what the detector has learned is kept" : "the detector learns anew";
        return $"OK: {after.Signals.Count} entries. Added: {List(added)}. Changed: {List(changed)}. Removed: {List(removed)}. Scoring: {learned}.";
    }

    private static string List(IEnumerable<SignalDefinition> signals) =>
        string.Join(", ", signals.Select(signal => signal.Id)) is { Length: > 0 } ids ? ids : "none";
}
