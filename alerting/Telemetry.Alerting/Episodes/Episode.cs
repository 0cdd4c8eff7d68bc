using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Episodes;

/// <summary>
/// What alerting knows of one incident, from its first record to its last. Immutable: a record makes the next version, which is
/// committed before anything of it is acted on.
/// </summary>
internal sealed record Episode : AlertEpisode
{
    /// <summary>Longest history kept; the oldest updates are forgotten first, announcements never.</summary>
    public const int MaxHistory = 50;

    /// <summary>Newest record.</summary>
    public required IncidentRecord Latest { get; init; }

    /// <summary>The record that paged, or ticketed where nothing paged: what the receivers were sent; null while nobody was told.</summary>
    public IncidentRecord? Announced { get; init; }

    /// <summary>Sequence number of the record that paged.</summary>
    public long? PagedSequence { get; init; }

    /// <summary>Sequence number of the record that ticketed.</summary>
    public long? TicketedSequence { get; init; }

    /// <summary>The record of the newest page beyond the first; null where it did not become worse.</summary>
    public IncidentRecord? Worst { get; init; }

    /// <summary>What the receivers were told last that was worth a message; null while nobody was told.</summary>
    public IncidentRecord? Told => Worst ?? Announced;

    /// <summary>Number of the newest worsening that they know of; 0 for none.</summary>
    public int ToldWorsening => Told?.Worsening?.Number ?? 0;

    /// <summary>Receivers that have not been told what the others know, one entry each at most.</summary>
    public IReadOnlyList<HeldReceiver> Held { get; init; } = [];

    /// <summary>Whether somebody said that it is over; what its source says afterwards tells nobody.</summary>
    public bool WasEndedByHand { get; init; }

    /// <summary>History, oldest first, at most <see cref="MaxHistory"/>.</summary>
    public IReadOnlyList<EpisodeEntry> History { get; init; } = [];

    /// <summary>Sequence number up to which records were decided.</summary>
    public override long LastSequence => Latest.Sequence;

    /// <summary>The newest record that is kept with the evidence: the latest, or what was told last once that has no signals any more.</summary>
    public IncidentRecord Evidence => Latest.Signals.Count > 0 ? Latest : Told ?? Latest;

    /// <summary>Whether records may still follow.</summary>
    public override bool IsOpen => !WasEndedByHand && Latest.Change != IncidentChange.Resolved;

    /// <summary>Event time of the newest record.</summary>
    public override DateTimeOffset ChangedAt => Latest.At;

    /// <summary>Whether somebody was to be told last, and something held that back.</summary>
    public bool IsHeldBack => History.Count > 0 && Holds(History[^1]);

    /// <summary>Whether a storm's page stands for it.</summary>
    public bool IsInStorm => History.Count > 0 && History[^1].Decision.Reason == DecisionReason.InStorm;

    /// <summary>Whether that was so at any time.</summary>
    public bool WasHeldBack => History.Any(Holds);

    /// <summary>Whether anybody was told.</summary>
    public bool WasAnnounced => PagedSequence is not null || TicketedSequence is not null;

    /// <summary>The version after a record whose decision is news.</summary>
    /// <param name="episode">The version before; null for the first record of an incident.</param>
    /// <param name="record">The record.</param>
    /// <param name="decision">What was decided on it.</param>
    /// <param name="held">Receivers that wait to be told of it.</param>
    public static Episode After(Episode? episode, IncidentRecord record, Decision decision, IReadOnlyList<HeldReceiver>? held = null)
    {
        episode ??= new Episode { Key = EpisodeKey.Of(record), Latest = record };
        var announces = decision.Kind is DecisionKind.Paged or DecisionKind.Ticketed;
        var entry = new EpisodeEntry(record.Sequence, record.At, record.Change, decision, record.Severity, record.Summary);
        return episode with
        {
            Latest = record,
            Announced = announces ? record : episode.Announced,
            PagedSequence = decision.Kind == DecisionKind.Paged ? record.Sequence : episode.PagedSequence,
            TicketedSequence = decision.Kind == DecisionKind.Ticketed ? record.Sequence : episode.TicketedSequence,
            Worst = decision.Kind == DecisionKind.Worsened ? record : episode.Worst,
            Held = decision.Kind == DecisionKind.Resolved ? [] : Newest(episode.Held, held ?? []),
            WasEndedByHand = episode.WasEndedByHand || decision.Reason == DecisionReason.EndedByHand,
            History = Append(episode.History, entry),
        };
    }

    /// <summary>The decision taken when a sequence number was seen first; for a record that is shown again after a crash.</summary>
    public DecisionKind DecidedAt(long sequence) =>
        sequence == PagedSequence ? DecisionKind.Paged
        : sequence == TicketedSequence ? DecisionKind.Ticketed
        : History.FirstOrDefault(entry => entry.Sequence == sequence)?.Decision.Kind ?? DecisionKind.Updated;

    /// <summary>The version after receivers were told that had waited.</summary>
    public static Episode AfterRelease(Episode episode, IReadOnlyList<HeldReceiver> released)
    {
        var decision = new Decision(DecisionKind.ToldLater, DecisionReason.RouteMaySpeak) { By = string.Join(", ", released.Select(held => held.Receiver)) };
        return After(episode, episode.Latest, decision) with { Held = [.. episode.Held.Except(released)] };
    }

    // One message says what two would.
    private static IReadOnlyList<HeldReceiver> Newest(IReadOnlyList<HeldReceiver> before, IReadOnlyList<HeldReceiver> added) =>
        added.Count == 0 ? before : [.. before.Where(held => added.All(newer => newer.Receiver != held.Receiver)), .. added];

    private static bool Holds(EpisodeEntry entry) => entry.Decision.Reason
        is DecisionReason.Silenced or DecisionReason.Flapping or DecisionReason.OverBudget or DecisionReason.Inhibited or DecisionReason.Muted or DecisionReason.Inactive
        or DecisionReason.InStorm;

    private static List<EpisodeEntry> Append(IReadOnlyList<EpisodeEntry> history, EpisodeEntry entry)
    {
        var longer = history.ToList();
        longer.Add(entry);
        if (longer.Count <= MaxHistory) return longer;
        var forgotten = longer.FindIndex(old => old.Decision.Kind is DecisionKind.Updated or DecisionKind.Suppressed);
        longer.RemoveAt(forgotten);
        return longer;
    }
}
