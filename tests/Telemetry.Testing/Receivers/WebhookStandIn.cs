using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Receivers;

/// <summary>A receiver of signed webhooks on loopback: verifies each message as Standard Webhooks 1.0.0 says, and knows repetitions by id.</summary>
public sealed class WebhookStandIn : IAsyncDisposable
{
    private const int MaxBytes = 20_000;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _messages = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private StandInServer _server = null!;

    private WebhookStandIn()
    {
    }

    /// <summary>Address for a receiver's <c>url</c>.</summary>
    public Uri Url => new(_server.Address, "/hook");

    /// <summary>The secret to sign with, in its written form.</summary>
    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    /// <summary>Every request so far, rejected ones included.</summary>
    public IReadOnlyList<StandInRequest> Requests => _server.Requests;

    /// <summary>Bodies of the accepted messages, each id once.</summary>
    public IReadOnlyList<string> Messages
    {
        get { lock (_lock) return _messages.Values.ToArray(); }
    }

    /// <summary>What was wrong with rejected messages.</summary>
    public IReadOnlyList<string> Faults
    {
        get { lock (_lock) return _faults.ToArray(); }
    }

    /// <summary>Starts on any free port.</summary>
    public static async Task<WebhookStandIn> StartAsync()
    {
        var standIn = new WebhookStandIn();
        standIn._server = await StandInServer.StartAsync(standIn.Take);
        return standIn;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers) => _server.AnswerNext(answers);

    /// <summary>Answers every request so from now on.</summary>
    public void Answer(StandInAnswer answer) => _server.Answer(answer);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Take(StandInRequest request)
    {
        var fault = FaultOf(request);
        lock (_lock)
        {
            if (fault is not null)
            {
                _faults.Add(fault);
                return Results.BadRequest(fault);
            }

            _messages.TryAdd(request.Headers["webhook-id"], request.Text);
            return Results.NoContent();
        }
    }

    private string? FaultOf(StandInRequest request)
    {
        if (request.Body.Length > MaxBytes) return $"{request.Body.Length} bytes";
        var id = request.Headers.GetValueOrDefault("webhook-id", "");
        if (id.Length == 0 || id.Contains('.')) return $"webhook-id '{id}'";
        var stamp = request.Headers.GetValueOrDefault("webhook-timestamp", "");
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return $"webhook-timestamp '{stamp}'";
        if ((request.Received - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance) return "webhook-timestamp is too far from now";
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{stamp}."), .. request.Body.Span];
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed)));
        var given = request.Headers.GetValueOrDefault("webhook-signature", "").Split(' ');
        return given.Any(one => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), expected)) ? null : "no signature fits";
    }
}
