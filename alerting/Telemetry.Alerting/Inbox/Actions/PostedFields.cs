using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Alerting.Inbox.Actions;

/// <summary>
/// The fields of a POST: JSON from programs, a form from a page of ours. Another site's page is turned away at the door
/// (<c>Telemetry.Hosting.Access</c>).
/// </summary>
internal sealed class PostedFields
{
    private const int MaxBodyBytes = 8_192;

    private readonly Dictionary<string, string> _fields;

    private PostedFields(Dictionary<string, string> fields, bool isForm)
    {
        _fields = fields;
        IsForm = isForm;
    }

    /// <summary>Whether a page of ours sent it: it is answered with a page.</summary>
    public bool IsForm { get; }

    /// <summary>A field's text, empty where it is not there.</summary>
    public string this[string name] => _fields.GetValueOrDefault(name, "");

    /// <summary>Reads the fields; null, with the answer that refuses it, where that cannot be done.</summary>
    public static async Task<(PostedFields? Fields, IResult Refusal)> ReadAsync(HttpRequest request, string expected, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (> 0 and <= MaxBodyBytes)) return Refused(StatusCodes.Status413PayloadTooLarge, $"A body of 1 to {MaxBodyBytes} bytes is asked for.");
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return (new PostedFields(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal), isForm: true), Results.Empty);
        }

        if (!request.HasJsonContentType()) return Refused(StatusCodes.Status415UnsupportedMediaType, "Send application/json.");
        return await ReadJsonAsync(request, cancellationToken) is { } fields
            ? (new PostedFields(fields, isForm: false), Results.Empty)
            : Refused(StatusCodes.Status400BadRequest, $"Send {expected}.");
    }

    /// <summary>An answer that refuses, one line.</summary>
    public static IResult Refuse(int status, string reason) => Results.Text(reason + "\n", "text/plain; charset=utf-8", statusCode: status);

    private static (PostedFields?, IResult) Refused(int status, string reason) => (null, Refuse(status, reason));

    private static async Task<Dictionary<string, string>?> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString() ?? "", StringComparer.Ordinal);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
