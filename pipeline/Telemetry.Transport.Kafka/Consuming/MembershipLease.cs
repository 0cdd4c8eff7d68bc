namespace Telemetry.Transport.Kafka.Consuming;

/// <summary>
/// How long a member may take its partitions for its own. The group gives them to another when it has heard nothing of the member for the
/// session's timeout, and the client tells the member when it is next asked. A member that was stopped (SIGSTOP, a frozen machine) does
/// not know yet when it goes on, so after a gap nothing is granted until the client must have noticed. Only the member's thread comes here.
/// </summary>
internal sealed class MembershipLease(TimeSpan sessionTimeout, TimeProvider timeProvider)
{
    private long _renewed = timeProvider.GetTimestamp();
    private TimeSpan _quarantine;

    /// <summary>What one poll grants: polls come several times a second, and the session lasts three times as long.</summary>
    public TimeSpan Granted { get; } = sessionTimeout / 3;

    /// <summary>The member has polled: for how long from now its partitions are its own; null after a gap.</summary>
    public TimeSpan? Renew()
    {
        var gap = timeProvider.GetElapsedTime(_renewed);
        _renewed = timeProvider.GetTimestamp();
        _quarantine = gap > Granted ? Granted : _quarantine - gap;
        return _quarantine > TimeSpan.Zero ? null : Granted;
    }
}
