using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Tests.Api;
using Xunit;

namespace Telemetry.Alerting.Tests.Acknowledging;

public sealed class AckLinkTests
{
    [Fact]
    public async Task Link_Opened_AsksAndChangesNothing()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Contains("<form method=\"post\">", await host.Client.GetStringAsync(LinkOf(host)), StringComparison.Ordinal);

        Assert.Null(host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00"));
    }

    [Fact]
    public async Task Link_PostedTo_Acknowledges()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, LinkOf(host), "ann"));

        Assert.Equal("ann", host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00")?.By);
        Assert.Contains("ann took it", await host.Client.GetStringAsync(LinkOf(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_OfAnotherKeyOrWithoutAName_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var guessed = new Uri(LinkOf(host).OriginalString.Replace("tel1-00", "tel1-01", StringComparison.Ordinal), UriKind.Relative);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(guessed)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(host, guessed, "mallory"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, LinkOf(host), " "));
        Assert.Null(host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00"));
    }

    private static Uri LinkOf(ApiHost host) =>
        new(host.Services.GetRequiredService<IncidentLinks>().AcknowledgementOf("tel1-00")!.PathAndQuery, UriKind.Relative);

    private static async Task<HttpStatusCode> PostAsync(ApiHost host, Uri link, string by)
    {
        using var form = new FormUrlEncodedContent([new("by", by), new("note", "on it")]);
        using var answer = await host.Client.PostAsync(link, form);
        return answer.StatusCode;
    }
}
