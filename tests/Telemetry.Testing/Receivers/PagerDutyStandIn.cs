using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Receivers;

/// <summary>
/// A PagerDuty on loopback. Rejects whatever the written contract forbids, and models alerts as the service does: a trigger of an open
/// key joins it, one after its end opens another (a page), a resolve of nothing open is accepted and dropped.
/// </summary>
public sealed class PagerDutyStandIn : IAsyncDisposable
{
    private const string Path = "/v2/enqueue";
    private const string ChangePath = "/v2/change/enqueue";

    private readonly Lock _lock = new();
    private readonly List<PagerDutyAlert> _alerts = [];
    private readonly List<JsonObject> _changes = [];
    private readonly List<string> _faults = [];
    private StandInServer _server = null!;

    private PagerDutyStandIn()
    {
    }

    /// <summary>Address for a receiver's <c>url</c>.</summary>
    public Uri Url => new(_server.Address, Path);

    /// <summary>Every request so far, rejected ones included.</summary>
    public IReadOnlyList<StandInRequest> Requests => _server.Requests;

    /// <summary>Every alert so far, in order of opening.</summary>
    public IReadOnlyList<PagerDutyAlert> Alerts
    {
        get { lock (_lock) return _alerts.ToArray(); }
    }

    /// <summary>Alerts that wake somebody: severity critical or error. Two of one key are two pages.</summary>
    public IReadOnlyList<PagerDutyAlert> Pages => Alerts.Where(alert => alert.Severity is "critical" or "error").ToArray();

    /// <summary>Every change event so far; they notify nobody.</summary>
    public IReadOnlyList<JsonObject> Changes
    {
        get { lock (_lock) return _changes.ToArray(); }
    }

    /// <summary>What was wrong with rejected events.</summary>
    public IReadOnlyList<string> Faults
    {
        get { lock (_lock) return _faults.ToArray(); }
    }

    /// <summary>Starts on a port, 0 for any free one.</summary>
    public static async Task<PagerDutyStandIn> StartAsync(int port = 0)
    {
        var standIn = new PagerDutyStandIn();
        standIn._server = await StandInServer.StartAsync(standIn.Take, port);
        return standIn;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers) => _server.AnswerNext(answers);

    /// <summary>Answers every request so from now on.</summary>
    public void Answer(StandInAnswer answer) => _server.Answer(answer);

    /// <summary>Waits until a condition holds; the failure shows what has arrived.</summary>
    public Task WaitUntilAsync(Func<PagerDutyStandIn, bool> condition, TimeSpan deadline) =>
        Eventually.TrueAsync(() => condition(this), deadline, Describe);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>What came so far, for a failing test's message.</summary>
    public string Describe() =>
        $"{Requests.Count} requests, alerts [{string.Join("; ", Alerts.Select(alert => $"{alert.Summary} ({(alert.IsResolved ? "resolved" : "open")})"))}], faults [{string.Join("; ", Faults)}]";

    private IResult Take(StandInRequest request)
    {
        if (request.Method != "POST" || request.Path is not (Path or ChangePath)) return Results.NotFound();
        var isChange = request.Path == ChangePath;
        var faults = isChange ? PagerDutyContract.FaultsOfChange(request) : PagerDutyContract.FaultsOf(request);
        lock (_lock)
        {
            if (faults.Count > 0)
            {
                _faults.AddRange(faults);
                return Results.Json(new { status = "invalid event", message = "Event object is invalid", errors = faults }, statusCode: StatusCodes.Status400BadRequest);
            }

            if (isChange)
            {
                _changes.Add(JsonNode.Parse(request.Body.Span)!.AsObject());
                return Results.Json(new { status = "success", message = "Change event processed" }, statusCode: StatusCodes.Status202Accepted);
            }

            var dedupKey = Apply(JsonNode.Parse(request.Body.Span)!.AsObject(), request.Received);
            return Results.Json(new { status = "success", message = "Event processed", dedup_key = dedupKey }, statusCode: StatusCodes.Status202Accepted);
        }
    }

    private string Apply(JsonObject @event, DateTimeOffset received)
    {
        var dedupKey = @event["dedup_key"]?.GetValue<string>() ?? $"generated-{_alerts.Count}";
        var routingKey = @event["routing_key"]!.GetValue<string>();
        var open = _alerts.LastOrDefault(
            alert => alert.DedupKey == dedupKey && !alert.IsResolved && alert.Event["routing_key"]!.GetValue<string>() == routingKey);
        switch (@event["event_action"]!.GetValue<string>())
        {
            case "trigger" when open is null:
                _alerts.Add(new PagerDutyAlert(dedupKey, @event, received));
                break;
            case "trigger":
                open.Triggers++;
                break;
            case "resolve" when open is not null:
                open.IsResolved = true;
                break;
        }

        return dedupKey;
    }
}
