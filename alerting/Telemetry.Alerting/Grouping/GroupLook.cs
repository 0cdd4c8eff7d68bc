namespace Telemetry.Alerting.Grouping;

/// <summary>The alerts of a group as they are at one moment.</summary>
internal sealed class GroupLook
{
    private GroupLook()
    {
    }

    /// <summary>Alerts that fire and may be told of.</summary>
    public List<GroupMember> Firing { get; } = [];

    /// <summary>Alerts that fire and are held back.</summary>
    public List<GroupMember> HeldBack { get; } = [];

    /// <summary>What holds back <see cref="HeldBack"/>, in the order of the alerts.</summary>
    public List<HeldAlert> Holds { get; } = [];

    /// <summary>Alerts that are over.</summary>
    public List<GroupMember> Over { get; } = [];

    /// <summary>Those of <see cref="Over"/> that are held back, so that only who was told of them hears of their end.</summary>
    public HashSet<GroupMember> OverHeldBack { get; } = [];

    /// <summary>When the first alert begins that has not begun yet; null where all have.</summary>
    public DateTimeOffset? NextBegin { get; private set; }

    /// <summary>Whether there is anything that has begun.</summary>
    public bool IsEmpty => Firing.Count + HeldBack.Count + Over.Count == 0;

    /// <summary>Looks at a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="gates">What holds alerts back.</param>
    /// <param name="waitsForStart">Whether an alert whose start is to come is left alone until then.</param>
    /// <param name="now">Present time.</param>
    public static GroupLook At(AlertGroup group, AlertGates gates, bool waitsForStart, DateTimeOffset now)
    {
        var look = new GroupLook();
        var routeHold = gates.HoldOf(group.Route, now);
        foreach (var member in group.Present.OrderBy(member => member.Tracked.Labels, AlertOrder.Instance))
        {
            if (waitsForStart && !member.IsToldToAnybody && member.Tracked.Alert.StartsAt > now) look.Await(member.Tracked.Alert.StartsAt);
            else look.Sort(member, gates.HoldOf(member, routeHold, now), now);
        }

        return look;
    }

    private void Await(DateTimeOffset start)
    {
        if (NextBegin is null || start < NextBegin) NextBegin = start;
    }

    private void Sort(GroupMember member, HeldAlert? hold, DateTimeOffset now)
    {
        if (FlapRule.IsOver(member, now))
        {
            Over.Add(member);
            if (hold is not null) OverHeldBack.Add(member);
        }
        else if (hold is null)
        {
            Firing.Add(member);
        }
        else
        {
            HeldBack.Add(member);
            Holds.Add(hold);
        }
    }
}
