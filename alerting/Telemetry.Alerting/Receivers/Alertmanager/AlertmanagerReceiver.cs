using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Receivers.Alertmanager;

/// <summary>Tells an Alertmanager through its API v2, as a Prometheus would: firing again and again, then the end for a while.</summary>
internal sealed class AlertmanagerReceiver(string id, AlertmanagerOptions options, HttpDelivery http, TimeProvider time)
    : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "alertmanager";

    private const string Path = "api/v2/alerts";
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    // Prometheus's own numbers: an alert outlives three lost refreshes, and an end is repeated as an Alertmanager keeps it in memory.
    private static readonly TimeSpan FiringLifetime = 4 * RefreshInterval;
    private static readonly TimeSpan RepeatEndFor = TimeSpan.FromMinutes(5);

    private readonly Uri _url = new($"{options.Url?.TrimEnd('/')}/{Path}");

    /// <inheritdoc/>
    public override RefreshRule? Refresh { get; } = new(RefreshInterval, RepeatEndFor);

    /// <inheritdoc/>
    public override ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        var body = AlertmanagerAlert.Render(notification, detail, expires: time.GetUtcNow() + FiringLifetime);
        return http.SendAsync(new ReceiverRequest(_url, body) { Timeout = Timeout }, cancellationToken);
    }
}
