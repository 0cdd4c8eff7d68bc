using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Alerts that are told of together: those of one route (or what an older plan had for it) with the same values of its <c>group_by</c> labels.</summary>
internal sealed class AlertGroup(string receiver, LabelSet labels, int number, long order)
{
    /// <summary>How long a group that has become empty is still there, its timer running: Alertmanager looks for empty groups each 30 s.</summary>
    public static readonly TimeSpan EmptyStay = TimeSpan.FromSeconds(30);

    /// <summary>Name of the receiver.</summary>
    public string Receiver { get; } = receiver;

    /// <summary>Values of the labels that make the group.</summary>
    public LabelSet Labels { get; } = labels;

    /// <summary>1; more where others with the same receiver and labels were open when it began.</summary>
    public int Number { get; } = number;

    /// <summary>Place in the order of beginning; groups that are due together are looked at in this order.</summary>
    public long Order { get; } = order;

    /// <summary>Stable key.</summary>
    public string Key { get; } = GroupKey.Of(receiver, labels, number);

    /// <summary>The route whose times hold for it.</summary>
    public required Route Route { get; set; }

    /// <summary>Where the route stands in the plan, each route before its children.</summary>
    public int RouteIndex { get; set; }

    /// <summary>Whether no alert joins it any more: the plan has no route that would make it.</summary>
    public bool IsDetached { get; set; }

    /// <summary>Its alerts, by labels, in the order of joining.</summary>
    public Dictionary<LabelSet, GroupMember> Members { get; } = [];

    /// <summary>The next look while it is not empty.</summary>
    public DateTimeOffset NextLook { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Looks are at this time plus whole group intervals; it moves when a look came more than an interval late.</summary>
    public DateTimeOffset Anchor { get; set; }

    /// <summary>Whether it was looked at since its timer was set; the first look comes after <c>group_wait</c> or earlier.</summary>
    public bool HasFlushed { get; set; }

    /// <summary>Since when it has no alerts; null while it has some.</summary>
    public DateTimeOffset? EmptySince { get; set; }

    /// <summary>When somebody said that the episode is over, until that was told; null else.</summary>
    public DateTimeOffset? EndAsked { get; set; }

    /// <summary>Why nothing was told at the last look, where that was worth saying; null else.</summary>
    public NoticeReason? LastUntold { get; set; }

    /// <summary>What was told to integrations that are told of ends.</summary>
    public NoticeLedger WithEnds { get; } = new(sendsResolved: true);

    /// <summary>What was told to integrations that are not.</summary>
    public NoticeLedger WithoutEnds { get; } = new(sendsResolved: false);

    /// <summary>When something must be done about it next.</summary>
    public DateTimeOffset Due => EndAsked is { } asked && asked < NextLook ? asked
        : EmptySince + EmptyStay is { } leaves && leaves < NextLook ? leaves : NextLook;

    /// <summary>What was told to the integrations of a kind.</summary>
    public NoticeLedger LedgerOf(bool sendsResolved) => sendsResolved ? WithEnds : WithoutEnds;

    /// <summary>The alerts that are in it, in the order of joining.</summary>
    public IEnumerable<GroupMember> Present => Members.Values.Where(member => !member.IsGone);

    /// <summary>
    /// Makes what is known fit the kinds of integrations that its receiver has: where only the other kind is left, it takes over, so
    /// that a changed <c>send_resolved</c> tells nobody a second time.
    /// </summary>
    public void Convert(IReadOnlyList<bool> kinds)
    {
        if (kinds.Count != 1) return;
        var (used, unused) = (LedgerOf(kinds[0]), LedgerOf(!kinds[0]));
        if (unused.LastNotice is null) return;
        var takesOver = used.OpenedAt is null && unused.OpenedAt is not null;
        if (takesOver) used.TakeOver(unused);
        unused.Clear();
        foreach (var member in Members.Values)
        {
            if (takesOver) member.Know(used.SendsResolved, member.KnownTo(unused.SendsResolved));
            member.Know(unused.SendsResolved, Knowledge.None);
        }
    }
}
