using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Series.Queries;

namespace Telemetry.Series.Api;

/// <summary>Sends answers in Prometheus's envelope, compressed where the client takes that, and its plain-text refusals.</summary>
internal static class ApiResponse
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task SucceedAsync(HttpContext context, ApiAnswer answer) => SendAsync(context, StatusCodes.Status200OK, async (json, cancellationToken) =>
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WritePropertyName("data");
        await answer(json, cancellationToken);
        json.WriteEndObject();
    });

    public static Task FailAsync(HttpContext context, QueryFailedException failure) => SendAsync(context, Status(failure.Kind), (json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("status", "error");
        json.WriteString("errorType", Name(failure.Kind));
        json.WriteString("error", failure.Message);
        json.WriteEndObject();
        return ValueTask.CompletedTask;
    });

    /// <summary>The text that Grafana's ruler probe looks for.</summary>
    public static Task NotFoundAsync(HttpContext context) => TextAsync(context, StatusCodes.Status404NotFound, "404 page not found\n");

    public static Task MethodNotAllowedAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return TextAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed\n");
    }

    private static Task TextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, int status, ApiAnswer body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.Vary = "Accept-Encoding";
        if (!TakesGzip(context.Request))
        {
            await WriteAsync(response.Body, body, context.RequestAborted);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var compressed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await WriteAsync(compressed, body, context.RequestAborted);
    }

    private static async Task WriteAsync(Stream target, ApiAnswer body, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(target, Json);
        await body(json, cancellationToken);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    private static int Status(FailureKind kind) => kind switch
    {
        FailureKind.BadData => StatusCodes.Status400BadRequest,
        FailureKind.Execution => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static string Name(FailureKind kind) => kind switch
    {
        FailureKind.BadData => "bad_data",
        FailureKind.Execution => "execution",
        FailureKind.Timeout => "timeout",
        _ => "canceled",
    };
}
