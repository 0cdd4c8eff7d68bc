namespace Telemetry.Series.Tests.Api;

/// <summary>One request of the golden capture, as its script sends it.</summary>
/// <param name="Name">Name of the case; the answer is <c>prom.NAME.json</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query string.</param>
/// <param name="Form">Form fields, <c>name=value</c>; null sends no body.</param>
internal sealed record GoldenCase(string Name, string Method, string Path, string[]? Form = null);

/// <summary>The requests that the first version of the API answers like Prometheus, with the times of the capture.</summary>
internal static class GoldenCases
{
    public const long EndSeconds = 1_795_195_995;
    private const long Start = EndSeconds - 60;
    private const long End = EndSeconds;

    private static readonly string[] Span = [$"start={Start}", $"end={End}"];

    public static IReadOnlyDictionary<string, GoldenCase> All { get; } = new GoldenCase[]
    {
        Query("health_post", "query=1+1", "time=4"),
        new("health_get", "GET", "/api/v1/query?query=1%2B1&time=4"),
        new("buildinfo", "GET", "/api/v1/status/buildinfo"),
        new("alerts", "GET", "/api/v1/alerts"),
        new("exemplars_post", "POST", "/api/v1/query_exemplars", ["query=test", $"start={Start}000", $"end={End}000"]),
        new("metadata", "GET", "/api/v1/metadata?limit=3"),
        new("metadata1", "GET", "/api/v1/metadata?metric=up"),
        new("labels_post", "POST", "/api/v1/labels", ["limit=40000", .. Span]),
        new("labels_get", "GET", $"/api/v1/labels?limit=40000&start={Start}&end={End}"),
        new("labels_match", "POST", "/api/v1/labels", ["match[]=up", .. Span]),
        new("labelvals", "GET", $"/api/v1/label/job/values?limit=40000&start={Start}&end={End}"),
        new("labelvals_name", "GET", $"/api/v1/label/__name__/values?limit=3&start={Start}&end={End}"),
        new("labelvals_match", "GET", "/api/v1/label/instance/values?match%5B%5D=up%7Bjob%3D%22self%22%7D"),
        new("labelvals_none", "GET", "/api/v1/label/nope/values"),
        new("labelvals_bad", "GET", "/api/v1/label/no-pe/values"),
        new("labelvals_post", "POST", "/api/v1/label/job/values"),
        new("series_post", "POST", "/api/v1/series", ["match[]=up", .. Span, "limit=5"]),
        new("series_get", "GET", "/api/v1/series?match%5B%5D=up"),
        new("series_nomatch", "GET", "/api/v1/series"),
        Range("range_post", ["query=up", .. Span, "step=15"]),
        Range("range_frac", "query=up", $"start={Start}.123", $"end={End}.5", "step=0.5"),
        new("range_dur", "GET", $"/api/v1/query_range?query=up&start={Start}&end={End}&step=15s"),
        Range("range_empty", ["query=nope", .. Span, "step=15"]),
        Range("range_scalar", ["query=1+1", .. Span, "step=30"]),
        Range("range_toomany", "query=up", "start=0", $"end={End}", "step=15"),
        Range("range_step0", ["query=up", .. Span, "step=0"]),
        Range("range_endlt", "query=up", $"start={End}", $"end={Start}", "step=15"),
        Range("range_nostart", "query=up", "step=15", $"end={End}"),
        Query("inst_vec", "query=up", $"time={End}.25"),
        Query("inst_vec_notime", "query=up"),
        new("inst_rfc", "GET", "/api/v1/query?query=up&time=2026-11-20T17%3A33%3A00.5Z"),
        Query("inst_scalar", "query=1.5"),
        Query("inst_string", "query=\"abc\""),
        Query("err_parse", "query=sum("),
        Query("err_func", "query=foo(up)"),
        new("err_noquery", "POST", "/api/v1/query"),
        Query("err_emptysel", "query={}"),
        Query("err_regex", "query=up{job=~\"(\"}"),
        Query("err_timeout", "query=up", "timeout=abc"),
        new("delete", "DELETE", "/api/v1/query"),
        new("notfound", "GET", "/api/v1/nosuch"),
        new("ruler", "GET", "/rules/test/test"),
    }.ToDictionary(golden => golden.Name);

    private static GoldenCase Query(string name, params string[] form) => new(name, "POST", "/api/v1/query", form);

    private static GoldenCase Range(string name, params string[] form) => new(name, "POST", "/api/v1/query_range", form);
}
