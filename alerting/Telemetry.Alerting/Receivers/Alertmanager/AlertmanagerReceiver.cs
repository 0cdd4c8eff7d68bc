using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers.Alertmanager;

/// <summary>Tells an Alertmanager through its API v2, as a Prometheus would: firing again and again, then the end for a while.</summary>
internal sealed class AlertmanagerReceiver : IReceiver
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "alertmanager";

    private const string Path = "api/v2/alerts";
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    // Prometheus's own numbers: an alert outlives three lost refreshes, and an end is repeated as an Alertmanager keeps it in memory.
    private static readonly TimeSpan FiringLifetime = 4 * RefreshInterval;
    private static readonly TimeSpan RepeatEndFor = TimeSpan.FromMinutes(5);

    private readonly AlertmanagerOptions _options;
    private readonly HttpDelivery _http;
    private readonly TimeProvider _time;
    private readonly Uri _url;

    public AlertmanagerReceiver(string id, AlertmanagerOptions options, HttpDelivery http, TimeProvider time)
    {
        Id = id;
        _options = options;
        _http = http;
        _time = time;
        _url = new Uri($"{options.Url?.TrimEnd('/')}/{Path}");
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public bool SendsResolved => _options.SendResolved;

    /// <inheritdoc/>
    public SendLimit? Limit => null;

    /// <inheritdoc/>
    public RefreshRule? Refresh { get; } = new(RefreshInterval, RepeatEndFor);

    /// <inheritdoc/>
    public bool Wants(AlertLevel level) => level == AlertLevel.Page || _options.SendTickets;

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        var body = AlertmanagerAlert.Render(notification, detail, expires: _time.GetUtcNow() + FiringLifetime);
        return _http.PostAsync(_url, body, secret: null, addHeaders: null, cancellationToken);
    }
}
