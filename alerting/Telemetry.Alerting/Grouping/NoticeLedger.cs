namespace Telemetry.Alerting.Grouping;

/// <summary>What was told of a group to the integrations of one kind: those that are told of ends, or the others.</summary>
internal sealed class NoticeLedger(bool sendsResolved)
{
    /// <summary>Which kind.</summary>
    public bool SendsResolved { get; } = sendsResolved;

    /// <summary>When the last message was decided; null before the first.</summary>
    public DateTimeOffset? LastNotice { get; set; }

    /// <summary>When the present episode was announced; null while there is none.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>Number of the last message of the episode.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether it was said in this episode that the group flaps.</summary>
    public bool IsFlapSaid { get; set; }

    /// <summary>Ends the episode.</summary>
    public void Close()
    {
        OpenedAt = null;
        Sequence = 0;
        IsFlapSaid = false;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Close();
        LastNotice = null;
    }

    /// <summary>Knows from now on what another one knows.</summary>
    public void TakeOver(NoticeLedger other)
    {
        LastNotice = other.LastNotice;
        OpenedAt = other.OpenedAt;
        Sequence = other.Sequence;
        IsFlapSaid = other.IsFlapSaid;
    }
}
