using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telemetry.Testing.Receivers;

/// <summary>An HTTP server on loopback that keeps what it is sent and answers as it is told. Safe for concurrent use.</summary>
public sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<StandInRequest, IResult> _answerByContract;
    private readonly Lock _lock = new();
    private readonly List<StandInRequest> _requests = [];
    private readonly Queue<StandInAnswer> _next = new();
    private StandInAnswer _always = StandInAnswer.ByContract;

    private StandInServer(WebApplication application, Func<StandInRequest, IResult> answerByContract)
    {
        _application = application;
        _answerByContract = answerByContract;
    }

    /// <summary>Base address.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<StandInRequest> Requests
    {
        get { lock (_lock) return _requests.ToArray(); }
    }

    /// <summary>Starts on a port, 0 for any free one; over TLS where it is given a certificate.</summary>
    public static async Task<StandInServer> StartAsync(
        Func<StandInRequest, IResult> answerByContract, int port = 0, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var application = builder.Build();
        var server = new StandInServer(application, answerByContract);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Answers the next requests so, one each; then as before.</summary>
    public void AnswerNext(params StandInAnswer[] answers)
    {
        lock (_lock) foreach (var answer in answers) _next.Enqueue(answer);
    }

    /// <summary>Answers every request so from now on.</summary>
    public void Answer(StandInAnswer answer)
    {
        lock (_lock)
        {
            _next.Clear();
            _always = answer;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Requests left hanging on purpose are broken off, not waited for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        StandInAnswer answer;
        lock (_lock)
        {
            _requests.Add(request);
            answer = _next.TryDequeue(out var next) ? next : _always;
        }

        switch (answer)
        {
            case StandInAnswer.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                break;
            case StandInAnswer.Fixed(var code, var retryAfter, var body):
                if (retryAfter is { } delay) context.Response.Headers.RetryAfter = $"{delay.TotalSeconds:0}";
                await Results.Text(body, statusCode: code).ExecuteAsync(context);
                break;
            case StandInAnswer.Taken(var code):
                _answerByContract(request);
                await Results.StatusCode(code).ExecuteAsync(context);
                break;
            default:
                await _answerByContract(request).ExecuteAsync(context);
                break;
        }
    }

    private static async Task<StandInRequest> ReadAsync(HttpRequest request)
    {
        var received = TimeProvider.System.GetUtcNow();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new StandInRequest(
            received, request.Method, request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal),
            body.ToArray());
    }
}
