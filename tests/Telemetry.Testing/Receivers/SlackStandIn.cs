using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Receivers;

/// <summary>A Slack on loopback: an incoming webhook, and chat.postMessage and chat.update of the Web API, which says no with 200.</summary>
public sealed class SlackStandIn : IAsyncDisposable
{
    private const string Channel = "C024BE91L";
    private const string WebhookPath = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";

    private readonly string _token;
    private readonly Lock _lock = new();
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, JsonObject> _messages = new(StringComparer.Ordinal);
    private StandInServer _server = null!;

    private SlackStandIn(string token) => _token = token;

    /// <summary>Address of the incoming webhook.</summary>
    public Uri WebhookUrl => new(_server.Address, WebhookPath);

    /// <summary>Base address of the Web API.</summary>
    public Uri ApiUrl => new(_server.Address, "/api/");

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<StandInRequest> Requests => _server.Requests;

    /// <summary>The messages as they stand in the channel, oldest first.</summary>
    public IReadOnlyList<JsonObject> Messages
    {
        get { lock (_lock) return _messages.OrderBy(message => message.Key, StringComparer.Ordinal).Select(message => message.Value).ToArray(); }
    }

    /// <summary>What was wrong with refused messages.</summary>
    public IReadOnlyList<string> Faults
    {
        get { lock (_lock) return _faults.ToArray(); }
    }

    /// <summary>Starts on any free port.</summary>
    public static async Task<SlackStandIn> StartAsync(string token = "xoxb-token")
    {
        var standIn = new SlackStandIn(token);
        standIn._server = await StandInServer.StartAsync(standIn.Take);
        return standIn;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers) => _server.AnswerNext(answers);

    /// <summary>Somebody deletes every message.</summary>
    public void DeleteAll()
    {
        lock (_lock) _messages.Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Take(StandInRequest request)
    {
        lock (_lock)
        {
            return request switch
            {
                { Method: "POST", Path: WebhookPath } => TakeByWebhook(request),
                { Method: "POST", Path: "/api/chat.postMessage" or "/api/chat.update" } => TakeByApi(request),
                { Path: var path } when path.StartsWith("/services/", StringComparison.Ordinal) => Results.Text("no_service", statusCode: StatusCodes.Status404NotFound),
                _ => Results.NotFound(),
            };
        }
    }

    private IResult TakeByWebhook(StandInRequest request)
    {
        var faults = SlackContract.FaultsOf(request);
        _faults.AddRange(faults);
        if (faults.Count > 0) return Results.Text("invalid_payload", statusCode: StatusCodes.Status400BadRequest);
        Keep(NextTs(), request);
        return Results.Text("ok");
    }

    private IResult TakeByApi(StandInRequest request)
    {
        if (request.Headers.GetValueOrDefault("authorization") != $"Bearer {_token}") return No("invalid_auth");
        var faults = SlackContract.FaultsOf(request);
        _faults.AddRange(faults);
        if (faults.Count > 0) return No(faults[0] is "no_text" or "msg_blocks_too_long" ? faults[0] : "invalid_blocks");
        var message = JsonNode.Parse(request.Body.Span)!.AsObject();
        if (message["channel"] is null) return No("channel_not_found");
        var isUpdate = request.Path.EndsWith("update", StringComparison.Ordinal);
        var ts = isUpdate ? message["ts"]?.GetValue<string>() ?? "" : NextTs();
        if (isUpdate && message["channel"]!.GetValue<string>() != Channel) return No("channel_not_found");
        if (isUpdate && !_messages.ContainsKey(ts)) return No("message_not_found");
        Keep(ts, request);
        return Results.Json(new { ok = true, channel = Channel, ts });
    }

    private string NextTs() => string.Create(CultureInfo.InvariantCulture, $"1700000000.{_server.Requests.Count:000000}");

    private void Keep(string ts, StandInRequest request) => _messages[ts] = JsonNode.Parse(request.Body.Span)!.AsObject();

    private static IResult No(string error) => Results.Json(new { ok = false, error });
}
