using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Feedback;

namespace Telemetry.Alerting.Judging;

/// <summary>
/// <c>POST /alerts/{id}/feedback</c>: JSON from programs, a form from the page. A browser sends JSON to strangers only after asking, and a
/// form must say that it comes from our own page, so nobody else's page can speak for the reader.
/// </summary>
internal static class FeedbackEndpoint
{
    private const int MaxBodyBytes = 8_192;

    public static async Task<IResult> AnswerAsync(string id, HttpRequest request, FeedbackDesk desk, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (> 0 and <= MaxBodyBytes)) return Refuse(StatusCodes.Status413PayloadTooLarge, $"A body of 1 to {MaxBodyBytes} bytes is asked for.");
        var isForm = request.HasFormContentType;
        if (!isForm && !request.HasJsonContentType()) return Refuse(StatusCodes.Status415UnsupportedMediaType, "Send application/json.");
        if (isForm && !IsOwnPage(request)) return Refuse(StatusCodes.Status403Forbidden, "The form did not come from this page.");
        if (await ReadAsync(request, isForm, cancellationToken) is not { } said)
            return Refuse(StatusCodes.Status400BadRequest, "Send {\"verdict\":\"real|noise|withdrawn\",\"by\":\"…\",\"note\":\"…\"}.");
        var answer = await desk.TakeAsync(id, said, cancellationToken);
        if (answer.Record is not { } record)
            return Refuse(answer.IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, answer.Refusal);
        return isForm
            ? Results.Redirect($"{request.PathBase}{IncidentLinks.InboxPath}/{Uri.EscapeDataString(id)}")
            : Results.Text(FeedbackLine.Format(record) + "\n", "application/json");
    }

    private static async Task<FeedbackRequest?> ReadAsync(HttpRequest request, bool isForm, CancellationToken cancellationToken)
    {
        if (isForm)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return new FeedbackRequest(form["verdict"].ToString(), form["by"].ToString(), form["note"].ToString());
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return new FeedbackRequest(Text(json.RootElement, "verdict"), Text(json.RootElement, "by"), Text(json.RootElement, "note"));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "same-origin" || request.Headers.Origin == $"{request.Scheme}://{request.Host}";

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static IResult Refuse(int status, string reason) => Results.Text(reason + "\n", "text/plain; charset=utf-8", statusCode: status);
}
