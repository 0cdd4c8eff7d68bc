using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Inbox;

namespace Telemetry.Alerting.Explanations;

/// <summary><c>GET /alerts/{id}/explanation</c>: the words of an incident, or with <c>?format=json</c> the evidence beside them.</summary>
internal static class ExplanationEndpoint
{
    public static IResult Answer(string id, string? format, IncidentInbox inbox)
    {
        if (inbox.Find(id)?.Incident is not { } episode)
            return Results.Text($"No incident {id} is kept here; the newest {IncidentInbox.Capacity} are.\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        var (latest, evidence) = (episode.Latest, episode.Evidence);
        var explanation = Explanation.Of(latest, evidence);
        return format == "json"
            ? Results.Text(ExplanationJson.Of(explanation, latest, evidence) + "\n", "application/json")
            : Results.Text(string.Join('\n', explanation.Lines) + "\n", "text/plain; charset=utf-8");
    }
}
