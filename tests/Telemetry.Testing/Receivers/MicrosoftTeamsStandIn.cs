using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Receivers;

/// <summary>A workflow of Microsoft Teams on loopback: 202 means begun, and without its signature nobody gets in.</summary>
public sealed class MicrosoftTeamsStandIn : IAsyncDisposable
{
    private const string Path = "/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=2016-06-01&sig=0123456789abcdef0123456789abcdef";

    private readonly Lock _lock = new();
    private readonly List<string> _faults = [];
    private StandInServer _server = null!;

    private MicrosoftTeamsStandIn()
    {
    }

    /// <summary>Address of the workflow.</summary>
    public Uri Url => new(_server.Address, Path);

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<StandInRequest> Requests => _server.Requests;

    /// <summary>What was wrong with messages, which the real service would have lost.</summary>
    public IReadOnlyList<string> Faults
    {
        get { lock (_lock) return _faults.ToArray(); }
    }

    /// <summary>Starts on any free port.</summary>
    public static async Task<MicrosoftTeamsStandIn> StartAsync()
    {
        var standIn = new MicrosoftTeamsStandIn();
        standIn._server = await StandInServer.StartAsync(standIn.Take);
        return standIn;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers) => _server.AnswerNext(answers);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Take(StandInRequest request)
    {
        if (request.Method != "POST") return Results.NotFound();
        if (request.Path != Path) return Results.Json(new { error = new { code = "DirectApiAuthorizationRequired" } }, statusCode: StatusCodes.Status401Unauthorized);
        var faults = MicrosoftTeamsContract.FaultsOf(request);
        lock (_lock) _faults.AddRange(faults);
        return faults.Count == 0 ? Results.StatusCode(StatusCodes.Status202Accepted) : Results.Text(faults[0], statusCode: StatusCodes.Status400BadRequest);
    }
}
