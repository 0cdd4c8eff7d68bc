using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Kubernetes;

/// <summary>The parameters of a list or a watch, judged as the API server judges them.</summary>
internal sealed record ListRequest
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "limit", "continue", "labelSelector", "fieldSelector", "resourceVersion", "resourceVersionMatch", "watch", "allowWatchBookmarks",
        "timeoutSeconds", "pretty",
    };

    public required ResourceKind Kind { get; init; }

    public string? Namespace { get; init; }

    public required ObjectSelector Selector { get; init; }

    public bool IsWatch { get; init; }

    public bool WantsBookmarks { get; init; }

    public int Limit { get; init; }

    public ContinueToken? Token { get; init; }

    public long? Version { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether an object belongs to the answer.</summary>
    public bool Selects(StoredVersion row) => (Namespace is null || row.Key.Namespace == Namespace) && Selector.Matches(row.Object);

    /// <summary>Reads a request.</summary>
    /// <param name="path">What it names.</param>
    /// <param name="query">Its parameters.</param>
    /// <param name="violate">Told of what a real server passes over in silence and no client should send.</param>
    /// <exception cref="FormatException">The API server refuses it; the message is its own.</exception>
    public static ListRequest Parse(ResourcePath path, IQueryCollection query, Action<string> violate)
    {
        foreach (var name in query.Keys.Where(name => !Known.Contains(name))) violate($"unknown parameter {name}");
        var isWatch = query["watch"].ToString() is "1" or "true";
        var token = query["continue"].ToString();
        var version = query["resourceVersion"].ToString();
        if (token.Length > 0 && version.Length > 0 && version != "0") throw new FormatException("specifying resource version is not allowed when using continue");
        if (isWatch && query.ContainsKey("limit")) violate("a watch has no limit");
        if (isWatch && version.Length == 0) violate("a watch without a resourceVersion begins anywhere");
        if (!isWatch && query.ContainsKey("allowWatchBookmarks")) violate("bookmarks without a watch");
        return new ListRequest
        {
            Kind = path.Kind,
            Namespace = path.Namespace,
            Selector = ObjectSelector.Parse(path.Kind, query["labelSelector"].ToString(), query["fieldSelector"].ToString()),
            IsWatch = isWatch,
            WantsBookmarks = query["allowWatchBookmarks"].ToString() is "1" or "true",
            Limit = (int)(Number(query, "limit") ?? 0),
            Token = token.Length == 0 ? null : ContinueToken.Parse(token) ?? throw new FormatException("continue key is not valid"),
            Version = version.Length == 0 ? null : Number(query, "resourceVersion"),
            Timeout = Number(query, "timeoutSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static long? Number(IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name}: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }
}
