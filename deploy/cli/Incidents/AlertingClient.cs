using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Telemetry.Hosting.Running;
using Telemetry.Transport;

namespace Telemetry.Cli.Incidents;

/// <summary>Asks an alerting role over HTTP.</summary>
internal sealed class AlertingClient : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    /// <param name="web">Settings of the process that runs on this machine.</param>
    /// <param name="url">Another address; null for that process.</param>
    /// <param name="token">What the process asks for; null for nothing.</param>
    public AlertingClient(WebOptions web, Uri? url = null, string? token = null)
    {
        _http = new HttpClient { BaseAddress = url is null ? AddressOf(web) : new Uri($"{url.AbsoluteUri.TrimEnd('/')}/"), Timeout = Timeout };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Where it is asked.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Asks for an explanation; null where nobody answers.</summary>
    public Task<AlertingAnswer?> ExplainAsync(string incident, string format) => GetAsync($"alerts/{Uri.EscapeDataString(incident)}/explanation?format={format}");

    /// <summary>Says something of an incident; null where nobody answers.</summary>
    public Task<AlertingAnswer?> SayAsync(string incident, string json) => PostAsync($"alerts/{Uri.EscapeDataString(incident)}/feedback", json);

    /// <summary>Asks for what is under a path; null where nobody answers.</summary>
    public Task<AlertingAnswer?> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts JSON to a path; null where nobody answers.</summary>
    public Task<AlertingAnswer?> PostAsync(string path, string json) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<AlertingAnswer?> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using var sent = request;
            using var answer = await _http.SendAsync(sent);
            return new AlertingAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException)
        {
            throw new TransportException($"{Address} did not answer within {Timeout.TotalSeconds:0} s.", isTransient: true);
        }
    }

    private static Uri AddressOf(WebOptions web)
    {
        var address = web.ListenAddress;
        var colon = address.LastIndexOf(':');
        var host = address[..Math.Max(colon, 0)];
        return new Uri($"http://{(host is "" or "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : host)}{address[Math.Max(colon, 0)..]}{web.PathPrefix}/");
    }
}

/// <summary>What the process answered.</summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Body">Its text.</param>
internal sealed record AlertingAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>Whether it did what it was asked.</summary>
    public bool IsGood => Status == HttpStatusCode.OK;
}
