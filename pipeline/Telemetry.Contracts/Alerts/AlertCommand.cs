namespace Telemetry.Contracts.Alerts;

/// <summary>
/// What somebody outside told alerting, one record of <see cref="Streams.Alerts"/>: alerts, silences, and what operators do. It is on the
/// stream before it is answered, so that accepted means durable.
/// </summary>
/// <param name="At">When it was received.</param>
/// <param name="By">Who said so: a user, a program's name, or empty where nobody said who it is.</param>
/// <param name="Body">What.</param>
public sealed record AlertCommand(DateTimeOffset At, string By, AlertCommandBody Body)
{
    /// <summary>Longest <see cref="By"/>, in characters.</summary>
    public const int MaxByLength = 200;

    /// <summary>The key of every record of the stream: one key, so that one partition holds them in one order.</summary>
    public static ReadOnlyMemory<byte> Key { get; } = "alerts"u8.ToArray();
}

/// <summary>One of the things that a command can say.</summary>
public abstract record AlertCommandBody;

/// <summary>Alerts that were posted together.</summary>
/// <param name="Alerts">In the order of the post; never empty.</param>
public sealed record PostedAlerts(IReadOnlyList<PostedAlert> Alerts) : AlertCommandBody;

/// <summary>A silence was made, edited or expired.</summary>
/// <param name="Silence">As it is from now on.</param>
public sealed record SilencePut(Silence Silence) : AlertCommandBody;

/// <summary>Somebody took, or gave back, the care of an episode.</summary>
/// <param name="Key">Key of the episode, or the dedup key under which a receiver knows it.</param>
/// <param name="Note">What they said; empty for nothing.</param>
/// <param name="IsWithdrawn">Whether an acknowledgement is taken back.</param>
public sealed record Acknowledgement(string Key, string Note = "", bool IsWithdrawn = false) : AlertCommandBody;

/// <summary>Somebody says that an episode is over, whatever its source says.</summary>
/// <param name="Key">Key of the episode, or the dedup key under which a receiver knows it.</param>
/// <param name="Note">What they said; empty for nothing.</param>
public sealed record ManualResolve(string Key, string Note = "") : AlertCommandBody;

/// <summary>A message that could not be delivered is to be tried again.</summary>
/// <param name="RowId">The outbox row.</param>
public sealed record Replay(string RowId) : AlertCommandBody;

/// <summary>A part of this program is alive, and how far it has come.</summary>
/// <param name="Source">Which part: <c>detector/</c> and the cluster, or <c>alerting/</c> and the replica.</param>
/// <param name="Through">Event time up to which it has worked.</param>
public sealed record Heartbeat(string Source, DateTimeOffset Through) : AlertCommandBody
{
    /// <summary>What the source of a detector begins with; the name of the cluster follows.</summary>
    public const string DetectorPrefix = "detector/";

    /// <summary>What the source of a replica of alerting begins with.</summary>
    public const string AlertingPrefix = "alerting/";
}
