using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Receivers;

/// <summary>
/// An Opsgenie on loopback: takes a request with 202 and decides it later, so that its outcome must be asked for; one open alert for an
/// alias. Jira Service Management answers alike under another path.
/// </summary>
public sealed class OpsgenieStandIn : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _key;
    private readonly Lock _lock = new();
    private readonly List<OpsgenieAlertState> _alerts = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, (int AsksLeft, bool IsSuccess, string Status)> _requests = new(StringComparer.Ordinal);
    private StandInServer _server = null!;
    private int _asksBeforeOutcome;
    private string? _refusal;

    private OpsgenieStandIn(string path, string key) => (_path, _key) = (path, key);

    /// <summary>Base address for a receiver's <c>api_url</c>.</summary>
    public Uri Url => new(_server.Address, _path);

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<StandInRequest> Requests => _server.Requests;

    /// <summary>Every alert so far, in order of opening.</summary>
    public IReadOnlyList<OpsgenieAlertState> Alerts
    {
        get { lock (_lock) return _alerts.ToArray(); }
    }

    /// <summary>What was wrong with rejected requests.</summary>
    public IReadOnlyList<string> Faults
    {
        get { lock (_lock) return _faults.ToArray(); }
    }

    /// <summary>Starts on any free port.</summary>
    /// <param name="key">The API key that is right.</param>
    /// <param name="path">Path of the API: <c>/</c>, or <c>/jsm/ops/integration/</c>.</param>
    public static async Task<OpsgenieStandIn> StartAsync(string key, string path = "/")
    {
        var standIn = new OpsgenieStandIn(path, key);
        standIn._server = await StandInServer.StartAsync(standIn.Take);
        return standIn;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers) => _server.AnswerNext(answers);

    /// <summary>Decides requests, open ones too, only when their outcome was asked for so many times; until then it knows nothing of them.</summary>
    public void DecideAfter(int asks)
    {
        lock (_lock)
        {
            _asksBeforeOutcome = asks;
            foreach (var (id, request) in _requests.ToArray()) _requests[id] = request with { AsksLeft = asks };
        }
    }

    /// <summary>Takes requests from now on and then refuses them, with this status; null for as it should be.</summary>
    public void RefuseLater(string? status)
    {
        lock (_lock) _refusal = status;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Take(StandInRequest request)
    {
        var faults = OpsgenieContract.FaultsOf(request);
        lock (_lock)
        {
            if (request.Headers.GetValueOrDefault("authorization") != $"GenieKey {_key}") return Answer(403, "Key format is not valid!");
            _faults.AddRange(faults);
            if (faults.Count > 0) return Answer(422, string.Join("; ", faults));
            var path = request.Path[_path.Length..];
            if (request.Method == "GET" && path.StartsWith("v2/alerts/requests/", StringComparison.Ordinal)) return Outcome(path.Split('/')[^1]);
            if (request.Method != "POST") return Answer(405, "Method not allowed");
            if (path == "v2/alerts") return Accept(() => Open(JsonNode.Parse(request.Body.Span)!.AsObject()));
            return path.StartsWith("v2/alerts/", StringComparison.Ordinal) && path.EndsWith("/close?identifierType=alias", StringComparison.Ordinal)
                ? Accept(() => Close(Uri.UnescapeDataString(path.Split('/')[2])))
                : Answer(404, "No such path");
        }
    }

    private IResult Accept(Func<(bool, string)> decide)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"request-{_requests.Count + 1}");
        var (isSuccess, status) = _refusal is null ? decide() : (false, _refusal);
        _requests[id] = (_asksBeforeOutcome, isSuccess, status);
        return Results.Json(new { result = "Request will be processed", took = 0.1, requestId = id }, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult Outcome(string id)
    {
        if (!_requests.TryGetValue(id, out var request)) return Answer(404, "Request not found. It might not be processed, yet.");
        _requests[id] = request with { AsksLeft = request.AsksLeft - 1 };
        return request.AsksLeft > 0
            ? Answer(404, "Request not found. It might not be processed, yet.")
            : Results.Json(new { data = new { isSuccess = request.IsSuccess, status = request.Status, alertId = id }, took = 0.1, requestId = id });
    }

    private (bool, string) Open(JsonObject alert)
    {
        var alias = alert["alias"]?.GetValue<string>() ?? $"generated-{_alerts.Count}";
        var open = _alerts.FindIndex(other => other.Alias == alias && other.IsOpen);
        if (open >= 0) _alerts[open] = _alerts[open] with { Count = _alerts[open].Count + 1 };
        else _alerts.Add(new OpsgenieAlertState(alias, alert["message"]!.GetValue<string>(), 1, IsOpen: true));
        return (true, "Created alert");
    }

    private (bool, string) Close(string alias)
    {
        var open = _alerts.FindIndex(other => other.Alias == alias && other.IsOpen);
        if (open < 0) return (false, "Alert does not exist");
        _alerts[open] = _alerts[open] with { IsOpen = false };
        return (true, "Closed alert");
    }

    private static IResult Answer(int status, string message) => Results.Json(new { message, took = 0.1, requestId = "none" }, statusCode: status);
}
