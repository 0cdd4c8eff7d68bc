namespace Telemetry.Transport.Kafka.Consuming;

/// <summary>
/// How long a member may take its partitions for its own. The group gives them to another when it has heard nothing of the member for the
/// session's timeout, and the client tells the member when it is next asked. A member that was stopped (SIGSTOP, a frozen machine) does
/// not know yet when it goes on, so after a gap nothing is granted until the client must have noticed. Only the member's thread comes here.
/// </summary>
internal sealed class MembershipLease(TimeSpan sessionTimeout, TimeProvider timeProvider)
{
    // Renewed at each poll, several times a second: what it grants ends long before the session does.
    private readonly TimeSpan _granted = sessionTimeout / 3;
    private long _renewed = timeProvider.GetTimestamp();
    private TimeSpan _quarantine;

    /// <summary>The member has polled: for how long from now its partitions are its own; null after a gap.</summary>
    public TimeSpan? Renew()
    {
        var gap = timeProvider.GetElapsedTime(_renewed);
        _renewed = timeProvider.GetTimestamp();
        _quarantine = gap > _granted ? _granted : _quarantine - gap;
        return _quarantine > TimeSpan.Zero ? null : _granted;
    }
}
