using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Inbox.Actions;

/// <summary><c>POST /alerts/silences/{id}/end</c>: ends a silence now; what it held back is told, if it still holds.</summary>
internal static class SilenceEnding
{
    public static async Task<IResult> AnswerAsync(string id, HttpRequest request, SilenceDesk desk, CancellationToken cancellationToken)
    {
        var (fields, refusal) = await PostedFields.ReadAsync(request, "{\"by\":\"…\"}", cancellationToken);
        if (fields is null) return refusal;
        if (ActionRequest.Fault(fields) is { } fault) return PostedFields.Refuse(StatusCodes.Status400BadRequest, fault);
        if (!await desk.ExpireAsync(id, fields["by"].Trim(), cancellationToken)) return PostedFields.Refuse(StatusCodes.Status404NotFound, $"No silence {id} is kept here.");
        return fields.IsForm ? Results.Redirect($"{request.PathBase}{IncidentLinks.SilencesPath}") : Results.Text("Done.\n", "text/plain; charset=utf-8");
    }
}
