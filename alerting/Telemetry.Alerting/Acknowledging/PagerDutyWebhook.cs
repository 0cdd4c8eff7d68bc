using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Receivers;
using Telemetry.Transport;

namespace Telemetry.Alerting.Acknowledging;

/// <summary>
/// <c>POST /webhooks/pagerduty</c>: PagerDuty tells that somebody has acknowledged or resolved a page. The signature is what lets it in.
/// What is answered with 5xx it sends again; other refusals it drops.
/// </summary>
internal sealed class PagerDutyWebhook(string? secretFile, CommandPublisher publisher, SeenWebhooks seen)
{
    /// <summary>Where PagerDuty's subscription points.</summary>
    public const string Path = "/webhooks/pagerduty";

    private const string IdHeader = "X-Webhook-Id";

    // PagerDuty drops what is larger itself.
    private const int MaxBodyBytes = 256 * 1024;

    /// <summary>Answers a request.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (secretFile is null) return Results.NotFound();
        if (!SecretFile.TryRead(secretFile, out var secrets, out _)) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (await ReadAsync(request) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!PagerDutySignature.IsValid(request.Headers[PagerDutySignature.Header].ToString(), body.Span, secrets.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            return Results.Text($"{PagerDutySignature.Header} is not that of alerting.pagerduty_webhook_secret_file\n", statusCode: StatusCodes.Status401Unauthorized);
        return await TakeAsync(request.Headers[IdHeader].ToString(), body, request.HttpContext.RequestAborted);
    }

    private async Task<IResult> TakeAsync(string id, ReadOnlyMemory<byte> body, CancellationToken aborted)
    {
        if (seen.Contains(id)) return Results.StatusCode(StatusCodes.Status202Accepted);
        if (PagerDutyEvent.Read(body) is not { } @event) return Results.Text("no webhook v3 event\n", statusCode: StatusCodes.Status400BadRequest);
        try
        {
            if (@event.Body is { } said) await publisher.PublishAsync(@event.By, said, aborted);
        }
        catch (TransportException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (id.Length > 0) seen.Add(id);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBodyBytes) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MaxBodyBytes) return null;
            await body.WriteAsync(buffer.AsMemory(0, read), request.HttpContext.RequestAborted);
        }

        return body.ToArray();
    }
}
