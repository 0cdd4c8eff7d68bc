using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Inbox.Actions;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Feedback;

namespace Telemetry.Alerting.Judging;

/// <summary><c>POST /alerts/{id}/feedback</c>: whether an incident was worth it.</summary>
internal static class FeedbackEndpoint
{
    private const string Expected = "{\"verdict\":\"real|noise|withdrawn\",\"by\":\"…\",\"note\":\"…\"}";

    public static async Task<IResult> AnswerAsync(string id, HttpRequest request, FeedbackDesk desk, CancellationToken cancellationToken)
    {
        var (fields, refusal) = await PostedFields.ReadAsync(request, Expected, cancellationToken);
        if (fields is null) return refusal;
        var answer = await desk.TakeAsync(id, new FeedbackRequest(fields["verdict"], fields["by"], fields["note"]), cancellationToken);
        if (answer.Record is not { } record)
            return PostedFields.Refuse(answer.IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, answer.Refusal);
        return fields.IsForm
            ? Results.Redirect($"{request.PathBase}{IncidentLinks.InboxPath}/{Uri.EscapeDataString(id)}")
            : Results.Text(FeedbackLine.Format(record) + "\n", "application/json");
    }
}
