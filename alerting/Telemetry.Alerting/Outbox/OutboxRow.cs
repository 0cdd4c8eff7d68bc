using System.Security.Cryptography;
using System.Text;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>One message to one receiver. Committed before it is sent; immutable, a change of status makes the next version.</summary>
internal sealed record OutboxRow
{
    private const int MessageIdBytes = 16;

    /// <summary>Episode that it speaks of.</summary>
    public required EpisodeKey Episode { get; init; }

    /// <summary>Key by which the receiver joins what belongs together.</summary>
    public required string DedupKey { get; init; }

    /// <summary>Which message of its lane this is, from 1 on; a function of what was decided, never of a clock.</summary>
    public required long Sequence { get; init; }

    /// <summary>Number of the episode's decision that made it; an episode that does not include it does not vouch for it.</summary>
    public required long Decision { get; init; }

    /// <summary>Page or ticket.</summary>
    public required AlertLevel Level { get; init; }

    /// <summary>Whether the alert holds or is over.</summary>
    public required NotificationAction Action { get; init; }

    /// <summary>Id of the receiver.</summary>
    public required string Receiver { get; init; }

    /// <summary>What it says.</summary>
    public required RowSubject Subject { get; init; }

    /// <summary>Processing time at which it was made.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Since when its lane waits for the receiver to take anything: deadlines count from here.</summary>
    public required DateTimeOffset WaitingSince { get; init; }

    /// <summary>Id of the receiver that failed and that this one stands in for; empty for a row that a route asked for.</summary>
    public string StandsInFor { get; init; } = "";

    /// <summary>Whether somebody else is told when its receiver does not take it.</summary>
    public bool Escalates { get; init; }

    /// <summary>What became of it.</summary>
    public RowStatus Status { get; init; } = RowStatus.Pending;

    /// <summary>Whether the receiver may have it although no attempt was answered well.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>What the last attempt met, or why there was none; one line without secrets.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What the receiver gave back for it; handed to it again with every later attempt and message of the lane.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>Attempts so far, those that <see cref="Attempts"/> has forgotten included.</summary>
    public int AttemptCount { get; init; }

    /// <summary>The first attempts and the newest, oldest first; bounded (<see cref="AttemptList"/>).</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>Key of the alert at its receiver: all messages of one key to one receiver share a lane and keep their order in it.</summary>
    public string Lane => $"{DedupKey}/{Receiver}";

    /// <summary>Key in the state.</summary>
    public string Id => $"{Thread}/{Sequence}/{(Action == NotificationAction.Trigger ? "trigger" : "resolve")}/{Receiver}";

    /// <summary>Id that the receiver may recognise a repetition by.</summary>
    public string MessageId =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)).AsSpan(0, MessageIdBytes));

    // A group that fires again after its end has its dedup key again, but other messages.
    private string Thread => DedupKey.StartsWith(Episode.Value, StringComparison.Ordinal) ? DedupKey : $"{Episode}/{DedupKey}";

    /// <summary>Whether another row is this one at another time.</summary>
    public bool IsVersionOf(OutboxRow other) =>
        Sequence == other.Sequence && Action == other.Action && Receiver == other.Receiver && DedupKey == other.DedupKey && Episode == other.Episode;

    /// <summary>The row after one more attempt.</summary>
    public OutboxRow After(DeliveryAttempt attempt, in DeliveryResult result) => this with
    {
        Detail = attempt.Detail,
        MayHaveArrived = MayHaveArrived || result.MayHaveArrived,
        Receipt = result.Receipt ?? Receipt,
        AttemptCount = AttemptCount + 1,
        Attempts = AttemptList.Append(Attempts, attempt),
    };
}
