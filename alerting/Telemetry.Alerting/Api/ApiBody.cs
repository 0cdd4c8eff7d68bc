using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Telemetry.Alerting.Api;

/// <summary>Reads the body of a request to the API.</summary>
internal static class ApiBody
{
    private const string Json = "application/json";
    private const int ChunkBytes = 16 << 10;

    /// <summary>Reads it whole.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it should be, for the fault.</param>
    /// <param name="share">Its share of the memory for bodies.</param>
    /// <exception cref="ApiFault">There is none, it is too large or of another type.</exception>
    /// <exception cref="BodyBudgetException">There is no room for it.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, string what, BodyShare share)
    {
        if (request.ContentLength > BodyBudget.MaxBodyBytes) throw TooLarge();
        var isThere = request.ContentLength > 0 || request.Headers.ContainsKey(HeaderNames.TransferEncoding);
        if (!isThere) throw ApiFault.Missing(what);
        CheckType(request.ContentType);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = BodyBudget.MaxBodyBytes;
        try
        {
            share.Take(request.ContentLength ?? 0);
            using var body = new MemoryStream((int)(request.ContentLength ?? 0));
            var chunk = new byte[ChunkBytes];
            for (int read; (read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0;)
            {
                if (request.ContentLength is null) share.Take(read);
                body.Write(chunk.AsSpan(0, read));
                if (body.Length > BodyBudget.MaxBodyBytes) throw TooLarge();
            }

            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
        catch (BadHttpRequestException broken)
        {
            throw broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : ApiFault.Malformed(what, "unexpected EOF");
        }
    }

    private static ApiFault TooLarge() =>
        new(ApiAnswer.Unreadable(413, $"the body is larger than {BodyBudget.MaxBodyBytes} bytes; send it in parts"));

    private static void CheckType(string? type)
    {
        if (string.IsNullOrEmpty(type)) throw OfType("application/octet-stream");
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed)) throw new ApiFault(ApiAnswer.Unreadable(400, $"parsing Content-Type header from {GoText.Quote(type)} failed, because mime: no media type"));
        if (!parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)) throw OfType(parsed.MediaType.ToString());
    }

    private static ApiFault OfType(string type) => new(ApiAnswer.Unreadable(415, $"unsupported media type {GoText.Quote(type)}, only [{Json}] are allowed"));
}
