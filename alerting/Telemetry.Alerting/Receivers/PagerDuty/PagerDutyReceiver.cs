using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Tells a PagerDuty service through the Events API v2.</summary>
internal sealed class PagerDutyReceiver(string id, PagerDutyOptions options, HttpDelivery http) : IReceiver
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "pagerduty";

    // PagerDuty takes about 120 events a minute and key, and asks to stay clear of that.
    private const int Burst = 20;
    private const int PerMinute = 80;

    private readonly Uri _url = new(options.Url);
    private readonly string _routingKeyFile = options.RoutingKeyFile ?? "";

    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public bool SendsResolved => options.SendResolved;

    /// <inheritdoc/>
    public SendLimit? Limit { get; } = new($"{options.Url} {options.RoutingKeyFile}", Burst, PerMinute);

    /// <inheritdoc/>
    public RefreshRule? Refresh => null;

    /// <inheritdoc/>
    public bool Wants(AlertLevel level) => level == AlertLevel.Page || options.SendTickets;

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!SecretFile.TryRead(_routingKeyFile, out var routingKey, out var error))
        {
            return ValueTask.FromResult(new DeliveryResult(DeliveryOutcome.Unavailable, $"routing_key_file {error}"));
        }

        var body = PagerDutyEvent.Render(notification, routingKey, detail);
        while (body.Length > PagerDutyEvent.MaxBytes && detail < DetailLevel.Minimal)
        {
            body = PagerDutyEvent.Render(notification, routingKey, ++detail);
        }

        return http.PostAsync(_url, body, routingKey, addHeaders: null, cancellationToken);
    }
}
