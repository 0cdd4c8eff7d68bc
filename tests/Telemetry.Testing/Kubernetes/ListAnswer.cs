using System.Globalization;
using System.Text.Json.Nodes;

namespace Telemetry.Testing.Kubernetes;

/// <summary>Answers lists: pages of one version, and what to say where that version is gone.</summary>
internal static class ListAnswer
{
    /// <summary>The page, or a refusal.</summary>
    public static (JsonObject? Page, StatusAnswer? Refusal) Of(ListRequest request, ObjectHistory history)
    {
        var newest = history.Version;
        var version = request.Token switch
        {
            null => newest,
            { Version: -1 } => newest,
            { } token => token.Version,
        };
        if (version < history.Compacted) return (null, StatusAnswer.TokenTooOld(request.Token! with { Version = -1 }));
        var rows = history.At(version, request.Kind);
        var left = rows.Where(row => request.Token is null || string.CompareOrdinal(row.Key.SortKey, request.Token.Behind) > 0).Where(request.Selects).ToList();
        var page = request.Limit > 0 && left.Count > request.Limit ? left[..request.Limit] : left;
        return (Document(request, version, page, left.Count - page.Count), null);
    }

    private static JsonObject Document(ListRequest request, long version, List<StoredVersion> page, int remaining)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (remaining > 0)
        {
            metadata["continue"] = new ContinueToken(version, page[^1].Key.SortKey).ToString();
            // The API server does not count what a selector would leave out.
            if (request.Selector.IsEmpty) metadata["remainingItemCount"] = remaining;
        }
        return new JsonObject
        {
            ["kind"] = $"{request.Kind.Kind}List",
            ["apiVersion"] = request.Kind.ApiVersion,
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. page.Select(row => row.Object.DeepClone())]),
        };
    }
}
