using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Alerting.Api;

/// <summary>An answer in the shapes that Alertmanager 0.25 gives. <c>default</c> is 200 without a body.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON; empty for none.</param>
internal readonly record struct ApiAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    private const byte NewLine = (byte)'\n';

    // Only what JSON itself asks for: the body is data for programs.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>200 and nothing more.</summary>
    public static ApiAnswer Done { get; } = new(StatusCodes.Status200OK, default);

    /// <summary>404 and nothing more.</summary>
    public static ApiAnswer NotFound { get; } = new(StatusCodes.Status404NotFound, default);

    /// <summary>A JSON value.</summary>
    public static ApiAnswer Json(Action<Utf8JsonWriter> write) => new(StatusCodes.Status200OK, Written(write, endsLine: true));

    /// <summary>Refused by what the handler found: the text as a JSON string.</summary>
    public static ApiAnswer Refused(int status, string text) => new(status, Written(json => json.WriteStringValue(text), endsLine: true));

    /// <summary>Refused by the reading of the request.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="code">Alertmanager's code; the status where not given.</param>
    public static ApiAnswer Unreadable(int status, string message, int? code = null) => new(status, Written(
        json =>
        {
            json.WriteStartObject();
            json.WriteNumber("code", code ?? status);
            json.WriteString("message", message);
            json.WriteEndObject();
        },
        endsLine: false));

    /// <summary>Sends it.</summary>
    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Body.IsEmpty) return;
        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write, bool endsLine)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        if (endsLine) buffer.Write([NewLine]);
        return buffer.WrittenMemory;
    }
}
