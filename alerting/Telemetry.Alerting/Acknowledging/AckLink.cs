using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Links;
using Telemetry.Contracts.Alerts;
using Telemetry.Pages;
using Telemetry.Transport;

namespace Telemetry.Alerting.Acknowledging;

/// <summary>
/// <c>/acknowledge/{key}/{token}</c>, the address in a message. Opening it shows a page and does nothing: mail scanners and chat previews
/// open every link. Only the form on it acknowledges. The token is the proof, so no login is asked.
/// </summary>
internal sealed class AckLink(SignedLinks links, AlertBoard board, CommandPublisher publisher)
{
    /// <summary>What its paths begin with.</summary>
    public const string Path = "/acknowledge";

    private const int MaxNoteLength = 500;

    /// <summary>Shows who takes care, and asks whether the reader does.</summary>
    public IResult Show(string key, string token, HttpResponse response) =>
        links.Verifies(LinkPurpose.Acknowledge, key, token)
            ? PageAnswer.Of(response, AckPage.Render(board.AcknowledgementOf(key)))
            : PageAnswer.Of(response, AckPage.RenderUnknown(), StatusCodes.Status404NotFound);

    /// <summary>Acknowledges.</summary>
    public async Task<IResult> AcknowledgeAsync(string key, string token, HttpRequest request, HttpResponse response)
    {
        if (!links.Verifies(LinkPurpose.Acknowledge, key, token)) return PageAnswer.Of(response, AckPage.RenderUnknown(), StatusCodes.Status404NotFound);
        if (!request.HasFormContentType) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var (by, note) = (form["by"].ToString().Trim(), form["note"].ToString().Trim());
        if (by.Length is 0 or > AlertCommand.MaxByLength || note.Length > MaxNoteLength)
            return PageAnswer.Of(response, AckPage.RenderRefused($"Say who you are, in at most {AlertCommand.MaxByLength} characters; a note may have {MaxNoteLength}."), StatusCodes.Status400BadRequest);
        try
        {
            await publisher.PublishAsync(by, new Acknowledgement(key, note), request.HttpContext.RequestAborted);
        }
        catch (TransportException)
        {
            return PageAnswer.Of(response, AckPage.RenderRefused("It was not taken: the stream does not accept it. Go back and try again."), StatusCodes.Status503ServiceUnavailable);
        }

        return PageAnswer.Of(response, AckPage.Render(board.AcknowledgementOf(key)));
    }
}
