using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>A group as it was saved: its alerts are named, its route is not known.</summary>
internal sealed class SavedGroup
{
    /// <inheritdoc cref="AlertGroup.Receiver"/>
    public string Receiver { get; set; } = "";

    /// <inheritdoc cref="AlertGroup.Labels"/>
    public List<KeyValuePair<string, string>> Labels { get; } = [];

    /// <inheritdoc cref="AlertGroup.Number"/>
    public int Number { get; set; }

    /// <inheritdoc cref="AlertGroup.Order"/>
    public long Order { get; set; }

    /// <inheritdoc cref="AlertGroup.RouteIndex"/>
    public int RouteIndex { get; set; }

    /// <inheritdoc cref="AlertGroup.IsDetached"/>
    public bool IsDetached { get; set; }

    /// <inheritdoc cref="AlertGroup.Anchor"/>
    public DateTimeOffset Anchor { get; set; }

    /// <inheritdoc cref="AlertGroup.HasFlushed"/>
    public bool HasFlushed { get; set; }

    /// <inheritdoc cref="AlertGroup.EmptySince"/>
    public DateTimeOffset? EmptySince { get; set; }

    /// <inheritdoc cref="AlertGroup.EndAsked"/>
    public DateTimeOffset? EndAsked { get; set; }

    /// <inheritdoc cref="AlertGroup.LastUntold"/>
    public NoticeReason? LastUntold { get; set; }

    /// <summary>What was told.</summary>
    public List<SavedLedger> Ledgers { get; } = [];

    /// <summary>Its alerts.</summary>
    public List<SavedMember> Members { get; } = [];

    /// <summary>The group, with those of its alerts that are known.</summary>
    /// <param name="route">Stands in until the group is bound to a route.</param>
    /// <param name="alertOf">The alert of a fingerprint.</param>
    public AlertGroup Restore(Route route, Func<LabelFingerprint, TrackedAlert?> alertOf)
    {
        var group = new AlertGroup(Receiver, LabelSet.Of(Labels), Number, Order)
        {
            Route = route,
            RouteIndex = RouteIndex,
            IsDetached = IsDetached,
            Anchor = Anchor,
            NextLook = Anchor,
            HasFlushed = HasFlushed,
            EmptySince = EmptySince,
            EndAsked = EndAsked,
            LastUntold = LastUntold,
        };
        foreach (var ledger in Ledgers) ledger.CopyTo(group.LedgerOf(ledger.SendsResolved));
        foreach (var member in Members)
        {
            if (alertOf(member.Alert) is { } tracked) member.Restore(group, tracked);
        }

        return group;
    }
}
