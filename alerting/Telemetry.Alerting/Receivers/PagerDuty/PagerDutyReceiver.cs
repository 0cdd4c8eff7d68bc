using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Tells a PagerDuty service through the Events API v2, and what was changed through change events.</summary>
internal sealed class PagerDutyReceiver(string id, PagerDutyOptions options, HttpDelivery http, TemplateSet templates, TimeProvider time)
    : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "pagerduty";

    // PagerDuty takes about 120 events a minute and key, and asks to stay clear of that: with the change events at most 100.
    private const int Burst = 20;
    private const int PerMinute = 100 - Burst - ChangeEventBudget.PerMinute;

    // The page is through; its sender waits no longer than this for what is only helpful.
    private static readonly TimeSpan ChangeTimeout = TimeSpan.FromSeconds(1);

    private const string EnqueuePath = "/enqueue";

    // Keys of rulesets take no change events.
    private const char RulesetKeyPrefix = 'R';

    private readonly PagerDutyEvent _event = new(options, templates);
    private readonly ChangeEventBudget _changes = new(time);
    private readonly Uri _url = new(options.Url);

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = new($"{options.Url} {options.RoutingKeyFile}{options.RoutingKey}", Burst, PerMinute);

    /// <inheritdoc/>
    public override async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!options.Secret.TryRead(out var routingKey, out var fault)) return SettingsFault(fault);
        var request = new ReceiverRequest(_url, _event.Render(notification, routingKey, detail)) { Secrets = [routingKey], Timeout = Timeout };
        var result = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == DeliveryOutcome.Accepted) await SendChangesAsync(notification, routingKey, cancellationToken).ConfigureAwait(false);
        return result;
    }

    // Helpful and no more: what does not arrive is not tried again, and never holds a page back.
    private async ValueTask SendChangesAsync(Notification notification, string routingKey, CancellationToken cancellationToken)
    {
        if (!options.ChangeEvents || routingKey[0] == RulesetKeyPrefix || notification is not { Action: NotificationAction.Trigger, Sequence: 1 }) return;
        if (notification.Subject is not IncidentSubject { Current: var record } || ChangeUrl() is not { } url) return;
        foreach (var change in record.Changes.Where(change => !change.IsRoutine).Take(PagerDutyChange.MostPerIncident))
        {
            if (!_changes.TryTake()) return;
            var body = PagerDutyChange.Render(change, routingKey, notification.Link);
            var request = new ReceiverRequest(url, body) { Secrets = [routingKey], Timeout = ChangeTimeout };
            var result = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != DeliveryOutcome.Accepted) return;
        }
    }

    private Uri? ChangeUrl() => options.Url.EndsWith(EnqueuePath, StringComparison.Ordinal)
        ? new Uri($"{options.Url[..^EnqueuePath.Length]}/change{EnqueuePath}")
        : null;
}
