namespace Telemetry.Collector.Recordings.History;

/// <summary>Asks a Prometheus over HTTP and puts what goes wrong into words.</summary>
internal static class HistoryAnswer
{
    private const int MaxReasonChars = 300;

    /// <summary>Body of the answer to a request.</summary>
    /// <exception cref="RecordingException">There is none.</exception>
    public static async Task<byte[]> AskAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (answer.IsSuccessStatusCode) return body;
            var reason = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MaxReasonChars))).ReplaceLineEndings(" ").Trim();
            throw new RecordingException($"{request.RequestUri} answered {(int)answer.StatusCode}: {reason}");
        }
        catch (HttpRequestException failure)
        {
            throw new RecordingException($"{request.RequestUri} cannot be reached: {failure.Message}", failure);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RecordingException($"{request.RequestUri} did not answer in time; ask for a shorter time with --from and --to.", late);
        }
    }
}
