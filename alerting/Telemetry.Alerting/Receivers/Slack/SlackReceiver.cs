using System.Text.Json;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>Tells a Slack channel: by incoming webhook, or with a bot token by the Web API, where later messages can replace the first.</summary>
internal sealed class SlackReceiver(string id, SlackOptions options, HttpDelivery http, TemplateSet templates) : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "slack";

    // One message a second and channel, short bursts.
    private const int Burst = 3;
    private const int PerMinute = 57;

    private readonly SlackMessage _message = new(options, templates);
    private readonly string _api = options.AppUrl.TrimEnd('/');

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = new($"{options.ApiUrlFile}{options.ApiUrl}{options.AppTokenFile} {options.Channel}", Burst, PerMinute);

    /// <inheritdoc/>
    public override ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken) =>
        options.Token.IsGiven ? SendByApiAsync(notification, detail, cancellationToken) : SendByWebhookAsync(notification, detail, cancellationToken);

    private async ValueTask<DeliveryResult> SendByWebhookAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!SecretUrl.TryRead(open: null, options.WebhookUrl, out var url, out var fault)) return SettingsFault(fault);
        var body = _message.Render(notification, detail, json => WriteChannel(json, notification));
        var request = new ReceiverRequest(url.Address, body) { Secrets = url.Secrets, JudgeBody = SlackAnswer.Judge, Timeout = Timeout };
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<DeliveryResult> SendByApiAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!options.Token.TryRead(out var token, out var fault)) return SettingsFault(fault);
        if (options.UpdateMessage && notification.Receipt.Split(' ') is [var channel, var posted])
        {
            var update = _message.Render(notification, detail, json =>
            {
                json.WriteString("channel", channel);
                json.WriteString("ts", posted);
            });
            var updated = await CallAsync("chat.update", update, token, cancellationToken).ConfigureAwait(false);
            if (!SlackAnswer.IsLost(updated)) return updated;
        }

        var body = _message.Render(notification, detail, json => WriteChannel(json, notification));
        return await CallAsync("chat.postMessage", body, token, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<DeliveryResult> CallAsync(string method, ReadOnlyMemory<byte> body, string token, CancellationToken cancellationToken) => http.SendAsync(
        new ReceiverRequest(new Uri($"{_api}/{method}"), body)
        {
            Secrets = [token],
            AddHeaders = headers => headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"),
            JudgeBody = SlackAnswer.Judge,
            Timeout = Timeout,
        },
        cancellationToken);

    private void WriteChannel(Utf8JsonWriter json, Notification notification)
    {
        var channel = notification.Subject is GroupSubject group ? templates.Expand(options.Channel, group.Data) : options.Channel;
        if (channel.Length > 0) json.WriteString("channel", channel);
    }
}
