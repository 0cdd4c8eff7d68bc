using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inbox.Actions;

/// <summary>
/// <c>POST /alerts/{id}/acknowledge|unacknowledge|silence|resolve</c> and <c>POST /alerts/replay</c>. What is said is on the stream of commands
/// before it is answered with 200 (programs) or a page (forms).
/// </summary>
internal static class ActionEndpoint
{
    private const string Expected = "{\"by\":\"…\",\"note\":\"…\"}";

    public static Task<IResult> AcknowledgeAsync(string id, HttpRequest request, IncidentInbox inbox, CommandPublisher publisher, CancellationToken cancellationToken) =>
        ActAsync(id, request, inbox, publisher, (item, fields) => new Acknowledgement(WordKeyOf(item), fields["note"]), cancellationToken);

    public static Task<IResult> UnacknowledgeAsync(string id, HttpRequest request, IncidentInbox inbox, CommandPublisher publisher, CancellationToken cancellationToken) =>
        ActAsync(id, request, inbox, publisher, (item, fields) => new Acknowledgement(WordKeyOf(item), fields["note"], IsWithdrawn: true), cancellationToken);

    public static Task<IResult> ResolveAsync(string id, HttpRequest request, IncidentInbox inbox, CommandPublisher publisher, CancellationToken cancellationToken) =>
        ActAsync(id, request, inbox, publisher, (item, fields) => new ManualResolve(WordKeyOf(item), fields["note"]), cancellationToken);

    public static Task<IResult> SilenceAsync(string id, HttpRequest request, IncidentInbox inbox, CommandPublisher publisher, CancellationToken cancellationToken) =>
        ActAsync(id, request, inbox, publisher, (item, fields) => ActionRequest.TryParseLength(fields["for"], out var length) && EpisodeLabels.OfSubject(item).Count > 0
            ? new SilencePut(ActionRequest.SilenceOf(item, length, fields["by"].Trim(), fields["note"], publisher.Now))
            : null, cancellationToken);

    /// <summary>Sends a dead letter again.</summary>
    public static async Task<IResult> ReplayAsync(HttpRequest request, IncidentInbox inbox, CommandPublisher publisher, CancellationToken cancellationToken)
    {
        var (fields, refusal) = await PostedFields.ReadAsync(request, "{\"by\":\"…\",\"row\":\"…\"}", cancellationToken);
        if (fields is null) return refusal;
        if (ActionRequest.Fault(fields) is { } fault) return PostedFields.Refuse(StatusCodes.Status400BadRequest, fault);
        if (inbox.FindDeadLetters().All(letter => letter.Message.Id != fields["row"]))
            return PostedFields.Refuse(StatusCodes.Status404NotFound, $"No dead letter {fields["row"]} is kept here; `telemetry alerts list --state dead` lists the alerts, `telemetry alerts show ID` their rows.");
        await publisher.PublishAsync(fields["by"].Trim(), new Replay(fields["row"]), cancellationToken);
        return fields.IsForm ? BackTo(request, "dead") : Results.Text("Sent again.\n", "text/plain; charset=utf-8");
    }

    private static async Task<IResult> ActAsync(
        string id, HttpRequest request, IncidentInbox inbox, CommandPublisher publisher, Func<InboxItem, PostedFields, AlertCommandBody?> command, CancellationToken cancellationToken)
    {
        var (fields, refusal) = await PostedFields.ReadAsync(request, Expected, cancellationToken);
        if (fields is null) return refusal;
        if (ActionRequest.Fault(fields) is { } fault) return PostedFields.Refuse(StatusCodes.Status400BadRequest, fault);
        if (inbox.Find(id) is not { } item) return PostedFields.Refuse(StatusCodes.Status404NotFound, $"No alert {id} is kept here.");
        if (command(item, fields) is not { } said)
            return PostedFields.Refuse(StatusCodes.Status400BadRequest, $"Say for how long (for): 30m, 2h, 1d, at most {ActionRequest.LongestSilence.TotalDays:0}d.");
        await publisher.PublishAsync(fields["by"].Trim(), said, cancellationToken);
        return fields.IsForm ? BackTo(request, Uri.EscapeDataString(id)) : Results.Text(Receipt(said), "text/plain; charset=utf-8");
    }

    // The engine knows a group by its key, which its episodes share.
    private static string WordKeyOf(InboxItem item) => item.Episode is GroupEpisode group ? group.GroupKey : item.Face.Key.Value;

    private static string Receipt(AlertCommandBody said) => said is SilencePut put ? $"Silence {put.Silence.Id} until {put.Silence.EndsAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.\n" : "Done.\n";

    private static IResult BackTo(HttpRequest request, string page) => Results.Redirect($"{request.PathBase}{IncidentLinks.InboxPath}/{page}");
}
