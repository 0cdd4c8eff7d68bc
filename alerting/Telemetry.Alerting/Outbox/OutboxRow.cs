using System.Security.Cryptography;
using System.Text;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Outbox;

/// <summary>One message to one receiver. Committed before it is sent; immutable, a change of status makes the next version.</summary>
internal sealed record OutboxRow
{
    private const int MessageIdBytes = 16;

    /// <summary>Episode that it speaks of.</summary>
    public required EpisodeKey Episode { get; init; }

    /// <summary>Page or ticket.</summary>
    public required AlertLevel Level { get; init; }

    /// <summary>Begin or end.</summary>
    public required NotificationAction Action { get; init; }

    /// <summary>Id of the receiver.</summary>
    public required string Receiver { get; init; }

    /// <summary>The incident record to speak from.</summary>
    public required IncidentRecord Record { get; init; }

    /// <summary>Processing time at which it was made; deadlines count from here.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Id of the receiver that failed and that this one stands in for; empty for a row that a route asked for.</summary>
    public string StandsInFor { get; init; } = "";

    /// <summary>What became of it.</summary>
    public RowStatus Status { get; init; } = RowStatus.Pending;

    /// <summary>Whether the receiver may have it although no attempt was answered well.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>What the last attempt met, one line without secrets.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What the receiver gave back for it; handed to it again with every later attempt and message of the lane.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>Key by which the receiver joins a trigger and its end.</summary>
    public string DedupKey => Episode.ForLevel(Level);

    /// <summary>Key of the alert at its receiver: a trigger and its end share it.</summary>
    public string Lane => $"{DedupKey}/{Receiver}";

    /// <summary>Key in the state; there is at most one begin and one end for an alert and a receiver.</summary>
    public string Id => $"{DedupKey}/{(Action == NotificationAction.Trigger ? "trigger" : "resolve")}/{Receiver}";

    /// <summary>Id that the receiver may recognise a repetition by.</summary>
    public string MessageId =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)).AsSpan(0, MessageIdBytes));
}
