using System.Net.Http.Headers;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>Sends a request to a receiver and judges the answer by one table for all receivers.</summary>
internal sealed class HttpDelivery(HttpClient client, HttpCredentials? credentials, TimeProvider time)
{
    /// <summary>Sends once. Faults of network and receiver are results, not exceptions.</summary>
    public async ValueTask<DeliveryResult> SendAsync(ReceiverRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = MessageOf(request);
        string? credentialsText = null;
        if (credentials is not null && !credentials.TryAdd(message.Headers, out credentialsText, out var fault)) return new(DeliveryOutcome.Unavailable, fault);
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var answer = new HttpAnswer(response, credentialsText is null ? request.Secrets : [.. request.Secrets, credentialsText], time);
            return await answer.JudgeAsync(request.JudgeBody, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Unavailable, $"no answer within {request.Timeout.TotalSeconds} s", MayHaveArrived: true);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return HttpFault.Judge(broken);
        }
    }

    private static HttpRequestMessage MessageOf(ReceiverRequest request)
    {
        var message = new HttpRequestMessage(request.Json is null ? HttpMethod.Get : HttpMethod.Post, request.Url);
        if (request.Json is { } json)
        {
            message.Content = new ReadOnlyMemoryContent(json);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        request.AddHeaders?.Invoke(message.Headers);
        return message;
    }
}
