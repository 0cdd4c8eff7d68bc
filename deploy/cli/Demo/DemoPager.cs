using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Telemetry.Cli.Demo;

/// <summary>
/// The pager of the demo: takes PagerDuty's events over real HTTP, on the demo's own port, and hands them on to be shown. It answers as
/// the Events API v2 does to a good event.
/// </summary>
internal sealed class DemoPager(Action<JsonElement> received)
{
    private const string Path = "/demo/pager/v2/enqueue";

    private int _pages;

    /// <summary>Triggers received so far.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>Full address, for the receiver's <c>url</c>.</summary>
    public static string UrlOn(string address) => $"http://{address}{Path}";

    /// <summary>Maps the pager's address.</summary>
    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, (RequestDelegate)ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var page = document.RootElement;
        if (page.GetProperty("event_action").ValueEquals("trigger")) Interlocked.Increment(ref _pages);
        received(page);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteString("message", "Event processed");
        json.WriteString("dedup_key", page.GetProperty("dedup_key").GetString());
        json.WriteEndObject();
    }
}
