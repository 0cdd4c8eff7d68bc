namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>Tells an Opsgenie integration.</summary>
internal sealed class OpsgenieReceiver(string id, OpsgenieOptions options, OpsgenieApi api) : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "opsgenie";

    /// <summary>The service's limits depend on the plan and stand nowhere; this is below those of the smallest plans that are known.</summary>
    public static SendLimit LimitOf(OpsgenieOptions options) => new($"{options.ApiUrl} {options.ApiKeyFile}{options.ApiKey}", Burst: 20, PerMinute: 80);

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = LimitOf(options);

    /// <inheritdoc/>
    public override ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken) =>
        api.SendAsync(notification, detail, Timeout, cancellationToken);
}
