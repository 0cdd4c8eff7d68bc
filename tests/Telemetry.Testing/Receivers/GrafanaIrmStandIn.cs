using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Receivers;

/// <summary>A Grafana IRM on loopback: an alert group for each <c>alert_uid</c>; its address ends in a slash or is not found.</summary>
public sealed class GrafanaIrmStandIn : IAsyncDisposable
{
    private const string Path = "/integrations/v1/formatted_webhook/0123456789abcdefTOKEN/";

    private readonly Lock _lock = new();
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private StandInServer _server = null!;

    private GrafanaIrmStandIn()
    {
    }

    /// <summary>Address of the integration.</summary>
    public Uri Url => new(_server.Address, Path);

    /// <summary>State of each alert group by its <c>alert_uid</c>.</summary>
    public IReadOnlyDictionary<string, string> States
    {
        get { lock (_lock) return new Dictionary<string, string>(_states, StringComparer.Ordinal); }
    }

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<StandInRequest> Requests => _server.Requests;

    /// <summary>What was wrong with rejected messages.</summary>
    public IReadOnlyList<string> Faults
    {
        get { lock (_lock) return _faults.ToArray(); }
    }

    /// <summary>Starts on any free port.</summary>
    public static async Task<GrafanaIrmStandIn> StartAsync()
    {
        var standIn = new GrafanaIrmStandIn();
        standIn._server = await StandInServer.StartAsync(standIn.Take);
        return standIn;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers) => _server.AnswerNext(answers);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Take(StandInRequest request)
    {
        if (request.Method != "POST" || request.Path != Path) return Results.NotFound();
        var faults = GrafanaIrmContract.FaultsOf(request);
        lock (_lock)
        {
            _faults.AddRange(faults);
            if (faults.Count > 0) return Results.Text(faults[0], statusCode: StatusCodes.Status400BadRequest);
            var message = JsonNode.Parse(request.Body.Span)!;
            _states[message["alert_uid"]!.GetValue<string>()] = message["state"]!.GetValue<string>();
            return Results.Text("Ok.");
        }
    }
}
