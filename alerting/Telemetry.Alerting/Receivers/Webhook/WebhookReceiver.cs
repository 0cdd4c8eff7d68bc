using System.Globalization;
using System.Net.Http.Headers;
using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Posts to a webhook, signed where a secret is given.</summary>
internal sealed class WebhookReceiver(string id, WebhookOptions options, HttpDelivery http, TimeProvider time) : IReceiver
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "webhook";

    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public bool SendsResolved => options.SendResolved;

    /// <inheritdoc/>
    public SendLimit? Limit => null;

    /// <inheritdoc/>
    public RefreshRule? Refresh => null;

    /// <inheritdoc/>
    public bool Wants(AlertLevel level) => level == AlertLevel.Page || options.SendTickets;

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!TryReadUrl(out var url, out var fault) || !TryReadKey(out var key, out fault))
        {
            return new DeliveryResult(DeliveryOutcome.Unavailable, fault);
        }

        var body = Render(notification, detail);
        var secret = options.UrlFile is null ? null : url.PathAndQuery.TrimStart('/');
        return await http.PostAsync(url, body, secret, headers => AddHeaders(headers, notification.MessageId, key, body.Span), cancellationToken)
            .ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail)
    {
        if (notification.Subject is GroupSubject group) return AlertmanagerPayload.Render(group.Data);
        var incident = (IncidentSubject)notification.Subject;
        var body = WebhookMessage.Render(notification, incident, detail);
        while (body.Length > WebhookMessage.MaxBytes && detail < DetailLevel.Minimal) body = WebhookMessage.Render(notification, incident, ++detail);
        return body;
    }

    private void AddHeaders(HttpRequestHeaders headers, string messageId, byte[]? key, ReadOnlySpan<byte> body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        headers.Add("webhook-id", messageId);
        headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (key is not null) headers.Add("webhook-signature", WebhookSignature.Sign(key, messageId, timestamp, body));
    }

    private bool TryReadUrl(out Uri url, out string fault)
    {
        fault = "";
        var text = options.Url;
        if (text is null && !SecretFile.TryRead(options.UrlFile ?? "", out text, out var error)) fault = $"url_file {error}";
        if (Uri.TryCreate(text, UriKind.Absolute, out var parsed))
        {
            url = parsed;
            return fault.Length == 0;
        }

        if (fault.Length == 0) fault = $"url_file '{options.UrlFile}' holds no address";
        url = null!;
        return false;
    }

    private bool TryReadKey(out byte[]? key, out string fault)
    {
        key = null;
        fault = "";
        if (options.SecretFile is null) return true;
        if (!SecretFile.TryRead(options.SecretFile, out var secret, out var error)) fault = $"secret_file {error}";
        else if (!WebhookSecret.TryParse(secret, out key)) fault = $"the content of secret_file '{options.SecretFile}' {WebhookSecret.Fault(secret)}";
        return fault.Length == 0;
    }
}
