using System.Diagnostics;
using System.Globalization;
using Telemetry.Alerting;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Transports;
using Telemetry.Contracts.Alerts;
using Telemetry.Testing;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Inbox;

/// <summary>
/// A hundred thousand groups that are over, each with the messages of its beginning and its end, in a storage file: how long a start
/// takes to read them, how much memory they take, and how long it takes to list and to search them.
/// </summary>
internal static class StoredEpisodes
{
    private const int Episodes = 100_000;
    private const int CommittedTogether = 2_000;
    private const int Searches = 21;
    private const int OneInAHundred = 100;

    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    public static Task RunAsync(Table table) => RealTransports.WithEmbeddedAsync(async transport =>
    {
        await FillAsync(transport.State);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var begun = Stopwatch.GetTimestamp();
        await using var book = NewBook(transport.State);
        await book.LoadAsync(CancellationToken.None);
        var inbox = new IncidentInbox();
        foreach (var episode in book.Episodes) inbox.Show(episode, book);
        var read = Stopwatch.GetElapsedTime(begun);
        table.Heading($"{book.Episodes.Count:N0} stored episodes", "median", "limit");
        table.Row("list, the first page", Median(inbox, new InboxQuery(), Episodes), "200 ms");
        table.Row("list, the last page", Median(inbox, new InboxQuery(Offset: Episodes - InboxQuery.DefaultLimit), Episodes), "200 ms");
        table.Row("search, one in a hundred", Median(inbox, new InboxQuery("rare resolved"), Episodes / OneInAHundred), "200 ms");
        table.Row("search, none", Median(inbox, new InboxQuery("nothing"), 0), "200 ms");
        table.Note($"read at the start in {Figures.Fixed(read.TotalSeconds, "s")}; {Figures.Fixed((GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB")} of memory");
        GC.KeepAlive(inbox);
        return true;
    });

    private static AlertBook NewBook(IStateStore store) => new(store, "bench", new GroupEpisodeFormat(), new AlertingMetrics(Meters.Create(), new CurrentPlan(AlertingPlan.From(new AlertingOptions())), new IncidentInbox()));

    private static async Task FillAsync(IStateStore store)
    {
        await using var book = NewBook(store);
        foreach (var part in Enumerable.Range(0, Episodes).Chunk(CommittedTogether))
        {
            var writes = part.SelectMany(index => new[] { Write(index, 1, NotificationAction.Trigger), Write(index, 2, NotificationAction.Resolve) }).ToArray();
            await book.RecordAsync(new BookWrite(writes, [], null), CancellationToken.None);
        }
    }

    private static EpisodeWrite Write(int index, long sequence, NotificationAction action)
    {
        var notice = Notice(index, sequence, action);
        var episode = GroupEpisode.After(null, notice, Begin.AddSeconds(index));
        return new EpisodeWrite(episode, _ => [Row(episode, notice)]);
    }

    private static OutboxRow Row(GroupEpisode episode, GroupNotice notice) => new()
    {
        Episode = episode.Key,
        DedupKey = notice.GroupKey,
        Sequence = notice.Sequence,
        Decision = notice.Sequence,
        Level = AlertLevel.Page,
        Action = notice.Action,
        Receiver = "pager/webhook/0",
        Subject = RowSubject.Of(notice.Data),
        EnqueuedAt = episode.ChangedAt,
        WaitingSince = episode.ChangedAt,
        Status = RowStatus.Delivered,
        Detail = "HTTP 200",
    };

    private static GroupNotice Notice(int index, long sequence, NotificationAction action)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{(index % OneInAHundred == 0 ? "Rare" : "Common")}{index}");
        var labels = new Dictionary<string, string> { ["alertname"] = name, ["cluster"] = "prod-eu1", ["pod"] = $"pod-{index}", ["severity"] = "critical" };
        var status = action == NotificationAction.Trigger ? "firing" : "resolved";
        var groupLabels = LabelSet.Of([new("alertname", name)]);
        return new GroupNotice
        {
            GroupKey = GroupKey.Of("pager", groupLabels, number: 1),
            OpenedAt = Begin.AddSeconds(index),
            Sequence = sequence,
            ReceiverName = "pager",
            SendsResolved = true,
            Action = action,
            Reason = action == NotificationAction.Trigger ? NoticeReason.First : NoticeReason.Resolved,
            GroupLabels = groupLabels,
            Data = new NotificationData
            {
                Receiver = "pager",
                Status = status,
                Alerts = [new NotifiedAlert(status, labels, new Dictionary<string, string>(), Begin, Begin.AddHours(1), "", "")],
                GroupLabels = new Dictionary<string, string> { ["alertname"] = name },
                CommonLabels = labels,
                CommonAnnotations = new Dictionary<string, string>(),
                ExternalUrl = "",
                GroupKey = "",
            },
        };
    }

    private static string Median(IncidentInbox inbox, InboxQuery query, int expected) =>
        Figures.Fixed(Enumerable.Range(0, Searches).Select(_ => Timed(inbox, query, expected)).Order().ElementAt(Searches / 2).TotalMilliseconds, "ms");

    private static TimeSpan Timed(IncidentInbox inbox, InboxQuery query, int expected)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = inbox.Search(query);
        var took = Stopwatch.GetElapsedTime(begun);
        return answer.Total == expected ? took : throw new InvalidOperationException($"{answer.Total} episodes were found instead of {expected}.");
    }
}
