using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>
/// Opsgenie's Alert API, which Jira Service Management speaks too. A request is answered before it is decided, so its outcome is asked
/// for; where it stays open, the next attempt asks first and sends again only when nobody knows the request.
/// </summary>
internal sealed class OpsgenieApi(OpsgenieOptions options, HttpDelivery http, TemplateSet templates, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private readonly OpsgenieAlert _alert = new(options, templates);
    private readonly string _alerts = $"{options.ApiUrl.TrimEnd('/')}/v2/alerts";

    /// <summary>Sends once.</summary>
    public async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!options.Secret.TryRead(out var key, out var fault)) return new(DeliveryOutcome.Unavailable, fault);
        if (RequestOf(notification) is { } open)
        {
            var known = await AskAsync(open, notification, key, timeout, cancellationToken).ConfigureAwait(false);
            if (known.Outcome != DeliveryOutcome.Refused) return known;
        }

        var request = RequestFor(notification, detail) with { Secrets = [key], AddHeaders = headers => headers.TryAddWithoutValidation("Authorization", $"GenieKey {key}"), JudgeBody = OpsgenieAnswer.JudgeTaken, Timeout = timeout };
        var taken = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return taken is { Outcome: DeliveryOutcome.Accepted, Receipt: { } requestId }
            ? await WaitForOutcomeAsync(requestId, notification, key, timeout, cancellationToken).ConfigureAwait(false)
            : taken;
    }

    private ReceiverRequest RequestFor(Notification notification, DetailLevel detail) => notification.Action == NotificationAction.Trigger
        ? new(new Uri(_alerts), _alert.RenderCreate(notification, detail))
        : new(new Uri($"{_alerts}/{Uri.EscapeDataString(notification.DedupKey)}/close?identifierType=alias"), _alert.RenderClose(notification));

    private async ValueTask<DeliveryResult> WaitForOutcomeAsync(
        string requestId, Notification notification, string key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause *= 2)
        {
            var outcome = await AskAsync(requestId, notification, key, timeout, cancellationToken).ConfigureAwait(false);
            if (outcome.Outcome is DeliveryOutcome.Accepted or DeliveryOutcome.Rejected) return outcome;
            if (time.GetElapsedTime(began) + pause > timeout)
            {
                return new(
                    DeliveryOutcome.Unavailable, $"taken, but not decided within {timeout.TotalSeconds} s ({outcome.Detail})", MayHaveArrived: true,
                    outcome.RetryAfter, ReceiptOf(notification, requestId));
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // 404 is "not known": not processed yet, or forgotten.
    private ValueTask<DeliveryResult> AskAsync(
        string requestId, Notification notification, string key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var request = new ReceiverRequest(new Uri($"{_alerts}/requests/{requestId}"), Json: null)
        {
            Secrets = [key],
            AddHeaders = headers => headers.TryAddWithoutValidation("Authorization", $"GenieKey {key}"),
            JudgeBody = body => OpsgenieAnswer.JudgeOutcome(body, notification.Action),
            Timeout = timeout,
        };
        return http.SendAsync(request, cancellationToken);
    }

    // The receipt stays with the lane, so it says for which of its messages it is.
    private static string ReceiptOf(Notification notification, string requestId) => $"{notification.MessageId} {requestId}";

    private static string? RequestOf(Notification notification) =>
        notification.Receipt.Split(' ') is [var messageId, var requestId] && messageId == notification.MessageId ? requestId : null;
}
