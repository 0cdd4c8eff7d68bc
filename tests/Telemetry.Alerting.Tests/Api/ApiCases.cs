namespace Telemetry.Alerting.Tests.Api;

/// <summary>One request of P26, and Alertmanager 0.25's measured answer to it.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">Body; null for none.</param>
/// <param name="Status">Status of 0.25.</param>
/// <param name="Type">Content-Type of the body; empty for none.</param>
/// <param name="IsSameText">Whether the body of the answer is the same too.</param>
internal sealed record ApiCase(string Name, string Method, string Path, string? Body, int Status, string Type = "application/json", bool IsSameText = false);

/// <summary>The table of P26: §1.5, and what lies beside it.</summary>
internal static class ApiCases
{
    private const string Alerts = "/api/v2/alerts";
    private const string Silences = "/api/v2/silences";
    private const string UnknownSilence = "/api/v2/silence/8c7c9b3a-4d5f-4a3b-9c53-1a2b3c4d5e6f";
    private const string Times = "\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\"";
    private const string Matcher = "{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}";

    public static IReadOnlyList<ApiCase> All { get; } =
    [
        Post("no alert", "[]", 200, same: true),
        Post("labels missing", "[{}]", 422, same: true),
        Post("labels null", """[{"labels":null}]""", 422, same: true),
        Post("labels empty", """[{"labels":{}}]""", 400, same: true),
        Post("all values empty", """[{"labels":{"a":""}}]""", 400, same: true),
        Post("no alertname", """[{"labels":{"job":"x"}}]""", 200),
        Post("bad label name", """[{"labels":{"a-b":"x"}}]""", 400, same: true),
        Post("UTF-8 label name", "[{\"labels\":{\"\u00c3\u00bc\":\"x\"}}]", 400, same: true),
        Post("UTF-8 value", "[{\"labels\":{\"a\":\"\u00c3\u00bc\"}}]", 200),
        Post("bad annotation name", """[{"labels":{"a":"x"},"annotations":{"a-b":"x"}}]""", 400, same: true),
        Post("end before start", """[{"labels":{"a":"x"},"startsAt":"2020-01-01T01:00:00Z","endsAt":"2020-01-01T00:00:00Z"}]""", 400, same: true),
        Post("future start without an end", """[{"labels":{"a":"x"},"startsAt":"2099-01-01T01:00:00Z"}]""", 400, same: true),
        Post("one good and two bad", """[{"labels":{"good":"yes"}},{"labels":{}},{"labels":{"a-b":"1"}}]""", 400, same: true),
        Post("bad timestamp", """[{"labels":{"a":"x"},"startsAt":"yesterday"}]""", 400),
        Post("date alone", """[{"labels":{"a":"x"},"startsAt":"2020-01-01"}]""", 400),
        Post("time without a zone", """[{"labels":{"a":"x"},"startsAt":"2020-01-01T00:00:00"}]""", 200),
        Post("zone without a colon", """[{"labels":{"a":"x"},"startsAt":"2020-01-01T00:00:00.500+0200"}]""", 200),
        Post("empty timestamp", """[{"labels":{"a":"x"},"startsAt":""}]""", 200),
        Post("null timestamp", """[{"labels":{"a":"x"},"startsAt":null}]""", 200),
        Post("timestamp that is a number", """[{"labels":{"a":"x"},"startsAt":5}]""", 400, same: true),
        Post("bad generatorURL", """[{"labels":{"a":"x"},"generatorURL":"not a url"}]""", 422, same: true),
        Post("relative generatorURL", """[{"labels":{"a":"x"},"generatorURL":"/graph"}]""", 200),
        Post("malformed JSON", """[{"labels":""", 400, same: true),
        Post("object", """{"labels":{"a":"x"}}""", 400, same: true),
        Post("number", "5", 400, same: true),
        Post("null", "null", 200),
        Post("non-string label", """[{"labels":{"a":5}}]""", 400, same: true),
        Post("label map that is a list", """[{"labels":[]}]""", 400, same: true),
        Post("unknown field", """[{"labels":{"a":"x"},"foo":1}]""", 200),
        Post("null annotations", """[{"labels":{"a":"x"},"annotations":null}]""", 200),
        Post("something behind the value", """[{"labels":{"a":"x"}}] x""", 200),
        Post("invalid UTF-8", "[{\"labels\":{\"a\":\"\u00ff\"}}]", 200),
        Post("deep JSON", new string('[', 20_000), 400),
        Post("deep unknown field", $$"""[{"labels":{"a":"x"},"foo":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}]""", 200),
        Post("annotation of 1 MB", $$$"""[{"labels":{"a":"big"},"annotations":{"s":"{{{new string('x', 1_000_000)}}}"}}]""", 200),
        Post("10,000 alerts", "[" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$$"""{"labels":{"n":"{{{i}}}"},"endsAt":"2020-01-01T00:00:00Z"}""")) + "]", 200),
        new("no body", "POST", Alerts, "", 422, IsSameText: true),
        new("no Content-Type", "POST", Alerts, "[]", 415, "", IsSameText: true),
        new("wrong Content-Type", "POST", Alerts, "[]", 415, "text/plain", IsSameText: true),
        new("form", "POST", Alerts, "[]", 415, "application/x-www-form-urlencoded", IsSameText: true),
        new("charset", "POST", Alerts, "[]", 200, "application/json; charset=utf-8"),
        new("Content-Type that is none", "POST", Alerts, "[]", 400, ";;;", IsSameText: true),
        new("PUT", "PUT", Alerts, "[]", 405),
        Get("unknown path", "/api/v2/foo", 404, same: true),
        Get("filter", $"{Alerts}?filter=good%3Dyes", 200),
        Get("bad filter", $"{Alerts}?filter=foo", 400, same: true),
        Get("bad pattern in a filter", $"{Alerts}?filter=a%3D~%5B", 400),
        Get("active that is no truth value", $"{Alerts}?active=maybe", 200, same: true),
        Get("unknown receiver", $"{Alerts}?receiver=nobody", 200, same: true),
        Get("bad receiver", $"{Alerts}?receiver=%5B", 400),
        Get("groups", $"{Alerts}/groups?filter=good%3Dyes", 200),
        Get("groups with a bad filter", $"{Alerts}/groups?filter=foo", 400, same: true),
        Get("status", "/api/v2/status", 200),
        Get("receivers", "/api/v2/receivers", 200, same: true),
        Get("silences", Silences, 200, same: true),
        Get("silences with a bad filter", $"{Silences}?filter=foo", 400, same: true),
        Get("unknown silence", UnknownSilence, 404, same: true),
        Get("silence that is no UUID", "/api/v2/silence/foo", 422, same: true),
        new("delete of an unknown silence", "DELETE", UnknownSilence, null, 500, IsSameText: true),
        new("delete of no UUID", "DELETE", "/api/v2/silence/foo", null, 422, IsSameText: true),
        Silence("no matchers", "\"createdBy\":\"a\",\"comment\":\"c\"", 422),
        Silence("empty matchers", "\"matchers\":[],\"createdBy\":\"a\",\"comment\":\"c\"", 422),
        Silence("no comment", $"\"matchers\":[{Matcher}],\"createdBy\":\"a\"", 422),
        Silence("no author", $"\"matchers\":[{Matcher}],\"comment\":\"c\"", 422),
        Silence("matcher without a value", "\"matchers\":[{\"name\":\"a\",\"isRegex\":false}],\"createdBy\":\"a\",\"comment\":\"c\"", 422),
        Silence("matcher without its kind", "\"matchers\":[{\"name\":\"a\",\"value\":\"x\"}],\"createdBy\":\"a\",\"comment\":\"c\"", 422),
        Silence("all matchers match the empty text", "\"matchers\":[{\"name\":\"a\",\"value\":\".*\",\"isRegex\":true}],\"createdBy\":\"a\",\"comment\":\"c\"", 400),
        Silence("bad name in a matcher", "\"matchers\":[{\"name\":\"a-b\",\"value\":\"x\",\"isRegex\":false}],\"createdBy\":\"a\",\"comment\":\"c\"", 400),
        Silence("bad pattern in a matcher", "\"matchers\":[{\"name\":\"a\",\"value\":\"[\",\"isRegex\":true}],\"createdBy\":\"a\",\"comment\":\"c\"", 400, same: false),
        Silence("unknown id", $"\"id\":\"8c7c9b3a-4d5f-4a3b-9c53-1a2b3c4d5e6f\",\"matchers\":[{Matcher}],\"createdBy\":\"a\",\"comment\":\"c\"", 404),
        new("silence without a start", "POST", Silences, $"{{\"matchers\":[{Matcher}],\"createdBy\":\"a\",\"comment\":\"c\",\"endsAt\":\"2099-01-01T00:00:00Z\"}}", 422, IsSameText: true),
        new("silence that has ended", "POST", Silences, $"{{\"matchers\":[{Matcher}],\"createdBy\":\"a\",\"comment\":\"c\",\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2020-01-02T00:00:00Z\"}}", 400, IsSameText: true),
        new("silence that ends before it starts", "POST", Silences, $"{{\"matchers\":[{Matcher}],\"createdBy\":\"a\",\"comment\":\"c\",\"startsAt\":\"2099-01-02T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\"}}", 400, IsSameText: true),
        new("malformed silence", "POST", Silences, "{", 400, IsSameText: true),
        new("negative matcher alone", "POST", Silences, $"{{\"matchers\":[{{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false,\"isEqual\":false}}],\"createdBy\":\"a\",\"comment\":\"c\",{Times}}}", 200),
        Get("healthy", "/-/healthy", 200),
    ];

    private static ApiCase Post(string name, string body, int status, bool same = false) => new(name, "POST", Alerts, body, status, IsSameText: same);

    private static ApiCase Get(string name, string path, int status, bool same = false) => new(name, "GET", path, null, status, IsSameText: same);

    private static ApiCase Silence(string name, string fields, int status, bool same = true) =>
        new(name, "POST", Silences, $"{{{fields},{Times}}}", status, IsSameText: same);
}
