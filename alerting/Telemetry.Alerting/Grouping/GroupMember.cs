namespace Telemetry.Alerting.Grouping;

/// <summary>An alert's place in a group.</summary>
internal sealed class GroupMember(AlertGroup group, TrackedAlert tracked)
{
    private Knowledge _withEnds;
    private Knowledge _withoutEnds;

    /// <summary>The group.</summary>
    public AlertGroup Group { get; } = group;

    /// <summary>The alert.</summary>
    public TrackedAlert Tracked { get; } = tracked;

    /// <summary>Left the group after its end; only what integrations that are not told of ends believe of it is still known.</summary>
    public bool IsGone { get; set; }

    /// <summary>The plan leads the alert elsewhere, but it stays until its end, because it was announced under this group's key.</summary>
    public bool IsKept { get; set; }

    /// <summary>The plan leads the alert to this receiver no more: only its end is told.</summary>
    public bool IsStranded { get; set; }

    /// <summary>When somebody said that it is over; what began until then is told of no more. Null for never.</summary>
    public DateTimeOffset? DismissedAt { get; set; }

    /// <summary>How often it came back after it had ended, since it was announced.</summary>
    public int Returns { get; set; }

    /// <summary>Whether somebody said of the present occurrence that it is over.</summary>
    public bool IsDismissed => DismissedAt is { } dismissed && Tracked.Alert.StartsAt <= dismissed;

    /// <summary>Whether anybody was told that it fires and not that it is over.</summary>
    public bool IsToldToAnybody => ((_withEnds | _withoutEnds) & Knowledge.Told) != Knowledge.None;

    /// <summary>Whether the group keeps the alert wherever the plan leads it: it was announced under the group's key and is not over.</summary>
    public bool IsBinding => !IsGone && (IsToldToAnybody || IsDismissed);

    /// <summary>What the integrations of a kind know.</summary>
    public Knowledge KnownTo(bool sendsResolved) => sendsResolved ? _withEnds : _withoutEnds;

    /// <summary>Sets what the integrations of a kind know.</summary>
    public void Know(bool sendsResolved, Knowledge knowledge)
    {
        if (sendsResolved) _withEnds = knowledge;
        else _withoutEnds = knowledge;
    }
}
