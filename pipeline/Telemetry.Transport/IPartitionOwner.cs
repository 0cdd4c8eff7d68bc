namespace Telemetry.Transport;

/// <summary>
/// What a processor is told of its partition that acts between records, or on the world outside the streams. Implemented beside
/// <see cref="IPartitionProcessor"/>.
/// </summary>
public interface IPartitionOwner
{
    /// <summary>Everything that lay in the partition when it was opened is processed. May be told again; never while a record is processed.</summary>
    void OnCaughtUp();

    /// <summary>
    /// The partition is this member's alone for so long, unless this is told again before. A transport whose partitions cannot be taken
    /// over from a member that is cut off never says so. Told also while a record is processed that takes long: it may wait for this.
    /// </summary>
    void OnHeldFor(TimeSpan time);
}
