using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Posts to a webhook, signed where a secret is given.</summary>
internal sealed class WebhookReceiver(string id, WebhookOptions options, HttpDelivery http, TimeProvider time) : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "webhook";

    private readonly SecretSource _secret = new(options.SecretFile, Inline: null, "secret_file");

    /// <inheritdoc/>
    public override async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!SecretUrl.TryRead(options.Url, new SecretSource(options.UrlFile, Inline: null, "url_file"), out var url, out var fault)
            || !TryReadKey(out var key, out fault))
        {
            return SettingsFault(fault);
        }

        var body = Render(notification, detail);
        var request = new ReceiverRequest(url.Address, body)
        {
            Secrets = url.Secrets,
            Timeout = Timeout,
            AddHeaders = headers => AddHeaders(headers, notification.MessageId, key, body.Span),
        };
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail) => (notification.Subject, options.Payload) switch
    {
        (GroupSubject group, WebhookPayload.Telemetry) => WebhookGroup.Render(notification, GroupDetail.Reduce(group.Data, detail)),
        (GroupSubject group, _) => AlertmanagerPayload.Render(GroupDetail.Take(GroupDetail.Reduce(group.Data, detail), options.MaxAlerts)),
        (IncidentSubject incident, WebhookPayload.Alertmanager) => AlertmanagerPayload.Render(IncidentAsGroup.Of(notification, incident, Name, detail)),
        (IncidentSubject incident, _) => WebhookMessage.Render(notification, incident, detail),
        var (subject, _) => throw new NotSupportedException($"No message of a {subject.GetType().Name}."),
    };

    private void AddHeaders(HttpRequestHeaders headers, string messageId, byte[]? key, ReadOnlySpan<byte> body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        headers.Add("webhook-id", messageId);
        headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (key is not null) headers.Add("webhook-signature", WebhookSignature.Sign(key, messageId, timestamp, body));
    }

    private bool TryReadKey(out byte[]? key, [NotNullWhen(false)] out string? fault)
    {
        (key, fault) = (null, null);
        if (!_secret.IsGiven) return true;
        if (!_secret.TryRead(out var secret, out fault)) return false;
        if (!WebhookSecret.TryParse(secret, out key)) fault = $"the content of secret_file '{options.SecretFile}' {WebhookSecret.Fault(secret)}";
        return fault is null;
    }
}
