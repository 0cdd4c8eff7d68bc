using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers;

/// <summary>One configured way to tell somebody. Stateless: what was sent and what is due is the outbox's.</summary>
internal interface IReceiver
{
    /// <summary>Id in the outbox, <c>name/kind/index</c> as in the settings.</summary>
    string Id { get; }

    /// <summary>Kind, from a closed set: the tag of metrics.</summary>
    string Kind { get; }

    /// <summary>Whether the end of an incident is sent.</summary>
    bool SendsResolved { get; }

    /// <summary>How failed attempts are repeated.</summary>
    DeliverySchedule Schedule { get; }

    /// <summary>Most messages a minute for whatever this receiver's limit counts by; null for no limit.</summary>
    SendLimit? Limit { get; }

    /// <summary>How an open alert is kept alive, where the receiver forgets alerts that it does not hear of again.</summary>
    RefreshRule? Refresh { get; }

    /// <summary>Whether this receiver wants alerts of a level.</summary>
    bool Wants(AlertLevel level);

    /// <summary>Tries once. Faults of network and receiver are results, not exceptions.</summary>
    ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken);
}
