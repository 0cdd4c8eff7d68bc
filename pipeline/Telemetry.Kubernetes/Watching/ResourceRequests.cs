using System.Globalization;

namespace Telemetry.Kubernetes.Watching;

/// <summary>The addresses of a query's lists and watches.</summary>
internal static class ResourceRequests
{
    /// <summary>Objects of one page.</summary>
    public const int PageSize = 500;

    /// <summary>A page of the list; the first one without a token.</summary>
    public static string List(this ResourceQuery query, string? continueToken) =>
        Join(query, $"limit={PageSize.ToString(CultureInfo.InvariantCulture)}{(continueToken is null ? "" : $"&continue={Uri.EscapeDataString(continueToken)}")}");

    /// <summary>A watch that goes on behind a version.</summary>
    public static string Watch(this ResourceQuery query, string resourceVersion, TimeSpan lifetime) => Join(
        query, $"watch=1&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(resourceVersion)}&timeoutSeconds={lifetime.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}");

    private static string Join(ResourceQuery query, string parameters)
    {
        if (query.LabelSelector is { } labels) parameters += $"&labelSelector={Uri.EscapeDataString(labels)}";
        if (query.FieldSelector is { } fields) parameters += $"&fieldSelector={Uri.EscapeDataString(fields)}";
        return $"{query.Path}?{parameters}";
    }
}
