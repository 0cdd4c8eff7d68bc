using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.GrafanaIrm;

/// <summary>Tells an integration of Grafana IRM by formatted webhook.</summary>
internal sealed class GrafanaIrmReceiver(string id, GrafanaIrmOptions options, HttpDelivery http, TemplateSet templates) : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "grafana_irm";

    // 300 alerts in five minutes, after which it neither queues nor replays: 50 at once and 50 a minute stay below.
    private const int Burst = 50;
    private const int PerMinute = 50;

    private readonly GrafanaIrmAlert _alert = new(options, templates);

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = new($"{options.UrlFile}", Burst, PerMinute);

    /// <inheritdoc/>
    public override async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!SecretUrl.TryRead(open: null, options.Secret, out var url, out var fault)) return SettingsFault(fault);
        var request = new ReceiverRequest(url.Address, _alert.Render(notification, detail)) { Secrets = url.Secrets, Timeout = Timeout };
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
