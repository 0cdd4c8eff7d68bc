using System.Globalization;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Audit;

/// <summary>What there is to say of messages that nobody took and of incidents that are kept from people. Pure.</summary>
internal static class FatigueAlarms
{
    /// <summary>A message was given up.</summary>
    public const string DeliveryFailing = "TelemetryDeliveryFailing";

    /// <summary>Incidents of one part flap: the one note that stands for all of them.</summary>
    public const string Flapping = "TelemetryFlapping";

    /// <summary>Very many incidents began at once: the one page that stands for those beyond the first.</summary>
    public const string Storm = "TelemetryIncidentStorm";

    /// <summary>A team's tickets of the day are used up: the ticket for the owner of the noisiest part.</summary>
    public const string OverBudget = "TelemetryOverBudget";

    /// <summary>What was kept from a team on the day before.</summary>
    public const string Digest = "TelemetryDigest";

    private const int MaxListed = 200;

    // Three hundred characters a line at most: far inside PagerDuty's 512,000 bytes. The rest stands in the inbox.
    private const int MaxOfStorm = 1_000;

    // What has been quiet for so long has stopped flapping; a dead letter is news for a day; the digest is there until the morning.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan News = TimeSpan.FromHours(24);
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DigestUntil = TimeSpan.FromHours(6);

    /// <summary>Everything that holds now.</summary>
    public static IReadOnlyList<OwnAlarm> Of(
        IReadOnlyList<OutboxRow> dead, IReadOnlyList<AlertEpisode> held, Func<IReadOnlyDictionary<string, string>, string> teamOf, DateTimeOffset now) =>
        [.. OfDeadLetters(dead, now), .. OfFlapping([.. held.OfType<Episode>()], now), .. OfStorms([.. held.OfType<Episode>()], teamOf, now), .. OfBudget(BeyondBudget(held, teamOf), now)];

    // An alarm that cannot be delivered must not raise another.
    private static IEnumerable<OwnAlarm> OfDeadLetters(IReadOnlyList<OutboxRow> dead, DateTimeOffset now) =>
        dead.Where(row => now - row.EnqueuedAt < News && !IsOwn(row)).GroupBy(row => row.Receiver, StringComparer.Ordinal).Select(receiver => new OwnAlarm(
            DeliveryFailing, [new("receiver", receiver.Key), new("severity", "critical")],
            string.Create(CultureInfo.InvariantCulture, $"{receiver.Count()} messages did not reach {receiver.Key}: {receiver.Last().Detail}"),
            Lines(receiver.Select(row => $"{row.Id}: {row.Detail}")), "delivery-failing", now + Lasting));

    private static IEnumerable<OwnAlarm> OfFlapping(IReadOnlyList<Episode> held, DateTimeOffset now) =>
        held.Where(episode => Reason(episode) == DecisionReason.Flapping && now - episode.ChangedAt < Quiet)
            .GroupBy(episode => (episode.Latest.Cluster, Part: AlertLabels.ComponentOf(episode.Latest))).Select(part => new OwnAlarm(
                Flapping, [new("cluster", part.Key.Cluster), new("component", part.Key.Part), new("severity", "critical")],
                $"{part.Key.Part} of {part.Key.Cluster} comes and goes: this note stands for all of it until it has been quiet for {Quiet.TotalMinutes:0} min",
                Lines(part.Select(episode => episode.Latest.Summary)), "flapping", part.Max(episode => episode.ChangedAt) + Quiet));

    private static IEnumerable<OwnAlarm> OfStorms(IReadOnlyList<Episode> held, Func<IReadOnlyDictionary<string, string>, string> teamOf, DateTimeOffset now) =>
        held.Where(episode => Reason(episode) == DecisionReason.InStorm && (episode.IsOpen || now - episode.ChangedAt < Quiet))
            .GroupBy(episode => teamOf(AlertLabels.Of(episode.Latest, LevelOf(episode))), StringComparer.Ordinal)
            .Where(team => team.Any(episode => episode.IsOpen)).Select(team => OfStorm(team.Key, [.. InOrderOfWeight(team)], now));

    private static OwnAlarm OfStorm(string team, IReadOnlyList<Episode> members, DateTimeOffset now)
    {
        var critical = members.Count(member => LevelOf(member) == AlertLevel.Page);
        var lines = members.Select(member => $"{(member.IsOpen ? "" : "over: ")}{(LevelOf(member) == AlertLevel.Page ? "critical " : "")}{member.Latest.Cluster}: {member.Latest.Summary}");
        return new OwnAlarm(
            Storm, [.. team.Length > 0 ? [new("team", team)] : (KeyValuePair<string, string>[])[], new("severity", critical > 0 ? "critical" : "warning")],
            string.Create(CultureInfo.InvariantCulture, $"Incident storm: {members.Count} incidents ({critical} critical) beyond those that were told one by one, {members.Count(member => member.IsOpen)} go on. First: {members[0].Latest.Summary}"),
            Lines(lines, MaxOfStorm), "page-storm", now + Lasting);
    }

    private static IEnumerable<Episode> InOrderOfWeight(IEnumerable<Episode> members) =>
        members.OrderByDescending(member => member.IsOpen).ThenByDescending(LevelOf).ThenBy(member => member.Latest.Began).ThenBy(member => member.Key.Value, StringComparer.Ordinal);

    private static AlertLevel LevelOf(Episode episode) => episode.Latest.Severity == Severity.Critical ? AlertLevel.Page : AlertLevel.Ticket;

    private static IEnumerable<OwnAlarm> OfBudget(IReadOnlyList<HeldTicket> beyond, DateTimeOffset now)
    {
        var today = now.UtcDateTime.Date;
        foreach (var team in ByTeam(beyond, today))
        {
            var noisiest = team.GroupBy(ticket => ticket.Subject, StringComparer.Ordinal).OrderByDescending(part => part.Count()).First();
            yield return new OwnAlarm(
                OverBudget, [.. Labels(team.Key, today), new("subject", noisiest.Key), new("severity", "warning")],
                string.Create(CultureInfo.InvariantCulture, $"The tickets of the day are used up; {noisiest.Key} made {noisiest.Count()} of the {team.Count()} beyond"),
                Lines(team.Select(ticket => ticket.Summary)), "flapping", new DateTimeOffset(today, TimeSpan.Zero).AddDays(1));
        }

        var yesterday = today.AddDays(-1);
        if (now.UtcDateTime - today >= DigestUntil) yield break;
        foreach (var team in ByTeam(beyond, yesterday))
            yield return new OwnAlarm(
                Digest, [.. Labels(team.Key, yesterday), new("severity", "info")],
                string.Create(CultureInfo.InvariantCulture, $"{team.Count()} tickets of {yesterday:yyyy-MM-dd} were beyond the budget"),
                Lines(team.Select(ticket => ticket.Summary)), "flapping", new DateTimeOffset(today, TimeSpan.Zero) + DigestUntil);
    }

    private static HeldTicket[] BeyondBudget(IReadOnlyList<AlertEpisode> held, Func<IReadOnlyDictionary<string, string>, string> teamOf) =>
    [
        .. held.OfType<Episode>().Where(episode => Reason(episode) == DecisionReason.OverBudget).Select(episode => new HeldTicket(
            teamOf(AlertLabels.Of(episode.Latest, AlertLevel.Ticket)), episode.Latest.At, EpisodeFace.Of(episode).Subject, episode.Latest.Summary)),
        .. held.OfType<GroupEpisode>().Select(HeldTicketOf),
    ];

    private static IEnumerable<IGrouping<string, HeldTicket>> ByTeam(IEnumerable<HeldTicket> tickets, DateTime day) =>
        tickets.Where(ticket => ticket.At.UtcDateTime.Date == day).GroupBy(ticket => ticket.Team, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Labels(string team, DateTime day)
    {
        if (team.Length > 0) yield return new("team", team);
        yield return new("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static DecisionReason Reason(Episode episode) => episode.History.Last(entry => entry.Decision.Reason is not (DecisionReason.NeverAnnounced or DecisionReason.Double)).Decision.Reason;

    private static bool IsOwn(OutboxRow row) =>
        row.Subject.Kind == SubjectKind.Group && row.Subject.Read() is GroupSubject group && group.Data.Alerts.All(alert => alert.Labels.GetValueOrDefault("alertname") == DeliveryFailing);

    private static string Lines(IEnumerable<string> lines, int atMost = MaxListed) => string.Join('\n', lines.Take(atMost));

    private static HeldTicket HeldTicketOf(GroupEpisode group)
    {
        var face = EpisodeFace.Of(group, []);
        return new(group.Team, group.OpenedAt, face.Subject, face.Title);
    }

    private sealed record HeldTicket(string Team, DateTimeOffset At, string Subject, string Summary);
}
