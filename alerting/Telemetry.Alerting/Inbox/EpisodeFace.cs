using System.Globalization;
using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Outbox;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Inbox;

/// <summary>What a list shows of an episode, whatever kind it is; the long words stay where they are.</summary>
internal sealed record EpisodeFace
{
    /// <summary>Stable key.</summary>
    public required EpisodeKey Key { get; init; }

    /// <summary>Id that people know it by.</summary>
    public required string Id { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Cluster of an incident, receiver of a group.</summary>
    public required string Where { get; init; }

    /// <summary>Page or ticket.</summary>
    public required AlertLevel Level { get; init; }

    /// <summary>Whether anything may still follow.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Whether anybody was told.</summary>
    public required bool WasTold { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When anybody was told first, or else when it was seen last.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>Newest change.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Part or rule that it is about: what makes two episodes alike.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it is a group of alerts of others.</summary>
    public bool IsOfOthers { get; init; }

    /// <summary>Team whose budget a group of others counts against; null where it counts against none.</summary>
    public string? BudgetTeam { get; init; }

    /// <summary>How an incident looks in a list.</summary>
    public static EpisodeFace Of(Episode episode)
    {
        var announced = episode.Announced ?? episode.Latest;
        return new()
        {
            Key = episode.Key,
            Id = announced.IncidentId,
            Title = announced.Summary,
            Where = announced.Cluster,
            Level = episode.PagedSequence is null ? AlertLevel.Ticket : AlertLevel.Page,
            IsOpen = episode.IsOpen,
            WasTold = episode.WasAnnounced,
            Began = announced.Began,
            ToldAt = announced.At,
            ChangedAt = episode.Latest.At,
            Subject = SubjectOf(announced),
        };
    }

    /// <summary>How a group of alerts of others looks in a list; its messages say how loudly somebody was told.</summary>
    public static EpisodeFace Of(GroupEpisode episode, IReadOnlyList<OutboxRow> messages)
    {
        var last = episode.History[^1];
        var subject = AlertName.Of(episode.GroupLabels);
        return new()
        {
            Key = episode.Key,
            Id = episode.Key.Value,
            Title = episode.IsOpen ? string.Create(CultureInfo.InvariantCulture, $"{subject}: {last.Firing} firing{(last.Resolved > 0 ? $", {last.Resolved} resolved" : "")}") : $"{subject}: resolved",
            Where = episode.ReceiverName,
            Level = messages.Any(message => message.Level == AlertLevel.Page) ? AlertLevel.Page : AlertLevel.Ticket,
            IsOpen = episode.IsOpen,
            WasTold = !episode.IsHeldForBudget,
            IsOfOthers = true,
            BudgetTeam = episode.CountsAgainstBudget ? episode.Team : null,
            Began = episode.OpenedAt,
            ToldAt = episode.OpenedAt,
            ChangedAt = episode.ChangedAt,
            Subject = subject,
        };
    }

    /// <summary>How a group looks that nobody is told of.</summary>
    public static EpisodeFace Of(UntoldGroup group)
    {
        var subject = AlertName.Of(group.GroupLabels);
        return new()
        {
            Key = new EpisodeKey($"{group.GroupKey}@{group.ReceiverName}"),
            Id = group.GroupKey,
            Title = $"{subject}: {ReasonText.Of(group)}",
            Where = group.ReceiverName,
            Level = AlertLevel.Ticket,
            IsOpen = true,
            WasTold = false,
            IsOfOthers = true,
            Began = group.At,
            ToldAt = group.At,
            ChangedAt = group.At,
            Subject = subject,
        };
    }

    /// <summary>Whether every word occurs somewhere.</summary>
    public bool Matches(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            // A group's id is its key, which need not be searched twice.
            var isInId = Holds(Id, word) || (!ReferenceEquals(Id, Key.Value) && Holds(Key.Value, word));
            if (!isInId && !Holds(Title, word) && !Holds(Where, word) && !Holds(Subject, word)) return false;
        }

        return true;
    }

    private static bool Holds(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string SubjectOf(IncidentRecord record) =>
        record.Root.Count == 0 ? "" : record.Root[0].Cause.Length == 0 ? record.Root[0].Component : $"{record.Root[0].Component} {record.Root[0].Cause}";
}
