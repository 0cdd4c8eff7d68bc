using System.Net;
using System.Text;
using Telemetry.Hosting.Running;
using Telemetry.Transport;

namespace Telemetry.Cli.Incidents;

/// <summary>Asks the alerting role of a process that runs on this machine.</summary>
internal sealed class AlertingClient(WebOptions web) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new() { BaseAddress = AddressOf(web), Timeout = Timeout };

    /// <summary>Where it is asked.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Asks for an explanation; null where nobody answers.</summary>
    public Task<AlertingAnswer?> ExplainAsync(string incident, string format) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, $"alerts/{Uri.EscapeDataString(incident)}/explanation?format={format}"));

    /// <summary>Says something of an incident; null where nobody answers.</summary>
    public Task<AlertingAnswer?> SayAsync(string incident, string json) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"alerts/{Uri.EscapeDataString(incident)}/feedback")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        });

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
        return new Uri($"http://{(host is "" or "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : host)}{address[Math.Max(colon, 0)..]}/");
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
