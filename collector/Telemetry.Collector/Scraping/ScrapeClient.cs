using System.Net;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>Fetches pages; every way in which that can fail becomes a value.</summary>
internal sealed class ScrapeClient(ScrapeHttp http)
{
    /// <summary>When the certificate that the target showed last runs out; null without one.</summary>
    public DateTimeOffset? CertificateExpiry => http.CertificateExpiry;

    /// <summary>Fetches a target's page into the buffer. The token ends it as a timeout.</summary>
    public async Task<FetchOutcome> FetchAsync(ScrapeTarget target, string accept, PageBuffer buffer, CancellationToken timeout)
    {
        try
        {
            using var request = http.RequestFor(target, accept);
            using var response = await http.Client().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout);
            if (response.StatusCode == HttpStatusCode.Unauthorized) http.ForgetToken();
            if (response.StatusCode != HttpStatusCode.OK) return FetchOutcome.Of(response);
            return await ReadAsync(response, target, buffer, timeout);
        }
        catch (CredentialsException unreadable)
        {
            return new(ScrapeFailure.Credentials, Status: 0, ContentType: null, unreadable.Message);
        }
        catch (HttpRequestException failure)
        {
            var outcome = FetchOutcome.Of(failure);
            if (outcome.Failure != ScrapeFailure.Reset || target.Url.Scheme != Uri.UriSchemeHttps) return outcome;
            return await http.AlertAsync(target.Url, timeout) is { } alert ? outcome with { Failure = ScrapeFailure.ClientCertificate, Detail = alert } : outcome;
        }
        catch (OperationCanceledException)
        {
            return new(ScrapeFailure.Timeout, Status: 0, ContentType: null, $"no whole answer within {target.Timeout.TotalSeconds:0.###} s.");
        }
    }

    private static async Task<FetchOutcome> ReadAsync(
        HttpResponseMessage response, ScrapeTarget target, PageBuffer buffer, CancellationToken timeout)
    {
        var status = (int)response.StatusCode;
        var type = response.Content.Headers.TryGetValues("Content-Type", out var values) ? values.FirstOrDefault() : null;
        try
        {
            await using var body = await PageBody.OpenAsync(response, timeout);
            if (await buffer.TryFillAsync(body.Stream, timeout)) return new(ScrapeFailure.None, status, type, "");
            if (body.IsBomb(buffer.Page.Length)) return new(ScrapeFailure.CompressionBomb, status, type, $"{body.ReceivedBytes} bytes unpack to more than body_size_limit ({target.BodyLimitBytes} bytes).");
            return new(ScrapeFailure.TooLarge, status, type, $"the page is over body_size_limit ({target.BodyLimitBytes} bytes).");
        }
        catch (OperationCanceledException)
        {
            return new(ScrapeFailure.SlowBody, status, type, $"the page had not ended after {target.Timeout.TotalSeconds:0.###} s; {buffer.Page.Length} bytes of it had come.");
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or HttpRequestException)
        {
            return new(ScrapeFailure.Truncated, status, type, $"the page broke off: {broken.Message}");
        }
    }
}
