using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers;

/// <summary>What every configured receiver has from its settings.</summary>
internal abstract class ReceiverBase(string id, string kind, ReceiverConfigOptions options) : IReceiver
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public string Kind { get; } = kind;

    /// <inheritdoc/>
    public bool SendsResolved => options.SendResolved;

    /// <inheritdoc/>
    public DeliverySchedule Schedule => options.Archive ? DeliverySchedule.Archive : DeliverySchedule.Page;

    /// <inheritdoc/>
    public virtual SendLimit? Limit => null;

    /// <inheritdoc/>
    public virtual RefreshRule? Refresh => null;

    /// <inheritdoc/>
    public bool Wants(AlertLevel level) => level == AlertLevel.Page || options.SendTickets;

    /// <inheritdoc/>
    public abstract ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken);

    /// <summary>Name as routes spell it: the id without kind and index.</summary>
    protected string Name => Id[..Id.LastIndexOf('/', Id.LastIndexOf('/') - 1)];

    /// <summary>How long an attempt may take.</summary>
    protected TimeSpan Timeout => Schedule == DeliverySchedule.Archive ? AttemptTimeout.Archive : AttemptTimeout.Page;

    /// <summary>A setting that cannot be read now: tried again, for the file may come back.</summary>
    protected static DeliveryResult SettingsFault(string fault) => new(DeliveryOutcome.Unavailable, fault);
}
