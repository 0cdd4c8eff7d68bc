using System.Net;
using System.Net.Http.Headers;

namespace Telemetry.Alerting.Receivers;

/// <summary>Posts a message and judges the answer by one table for all receivers.</summary>
internal sealed class HttpDelivery(HttpClient client, TimeProvider time)
{
    /// <summary>An attempt that takes longer has failed.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // A receiver that asks for more is asked again after this: nobody is told meanwhile.
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>Posts JSON. <paramref name="secret"/> is cut out of whatever the answer quotes.</summary>
    public async ValueTask<DeliveryResult> PostAsync(
        Uri url, ReadOnlyMemory<byte> json, string? secret, Action<HttpRequestHeaders>? addHeaders, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        addHeaders?.Invoke(request.Headers);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await JudgeAsync(response, secret, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Unavailable, $"no answer within {Timeout.TotalSeconds} s", MayHaveArrived: true);
        }
        catch (HttpRequestException fault)
        {
            return new(DeliveryOutcome.Unavailable, Describe(fault), MayHaveArrived: !NeverConnected(fault));
        }
    }

    private async ValueTask<DeliveryResult> JudgeAsync(HttpResponseMessage response, string? secret, CancellationToken cancellationToken)
    {
        var outcome = OutcomeOf(response.StatusCode);
        if (outcome == DeliveryOutcome.Accepted) return new(outcome, $"HTTP {(int)response.StatusCode}");
        var answer = await AnswerExcerpt.ReadAsync(response.Content, secret, cancellationToken).ConfigureAwait(false);
        var detail = answer.Length == 0 ? $"HTTP {(int)response.StatusCode}" : $"HTTP {(int)response.StatusCode}: {answer}";
        return new(outcome, detail, MayHaveArrived: outcome == DeliveryOutcome.Unavailable, RetryAfterOf(response.Headers.RetryAfter));
    }

    private static DeliveryOutcome OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => DeliveryOutcome.Accepted,
        429 => DeliveryOutcome.Throttled,
        408 or >= 500 => DeliveryOutcome.Unavailable,
        401 or 403 or 404 or 410 => DeliveryOutcome.Refused,
        // A redirect would carry the message, and its secret, to an address that nobody configured.
        < 400 => DeliveryOutcome.Refused,
        _ => DeliveryOutcome.Rejected,
    };

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header)
    {
        var asked = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        if (asked is not { } delay) return null;
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > MaxRetryAfter ? MaxRetryAfter : delay;
    }

    private static bool NeverConnected(HttpRequestException fault) => fault.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    private static string Describe(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name was not found",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "TLS failed",
        var other => $"network fault ({other})",
    };
}
