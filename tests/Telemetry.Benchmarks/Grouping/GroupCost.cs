using System.Diagnostics;
using System.Globalization;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Routing;
using Telemetry.Benchmarks.Report;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Benchmarks.Grouping;

/// <summary>What grouping alerts of others costs by itself: the memory of open groups, and the time of a storm of groups that are due together.</summary>
internal static class GroupCost
{
    private const int OpenGroups = 10_000;
    private const int StormGroups = 2_000;
    private const int Storms = 5;

    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private static readonly AlertingPlan Plan = new()
    {
        Root = new Route { Receiver = "pager", GroupByAll = true, GroupWait = Wait, GroupInterval = TimeSpan.FromMinutes(5) },
    };

    public static void Run(Table table)
    {
        Storm(StormGroups);
        table.Heading("Groups of alerts of others, one alert each", "take", "look and tell", "encode state", "memory");
        var storms = Enumerable.Range(0, Storms).Select(_ => Storm(StormGroups)).ToArray();
        table.Row(
            string.Create(CultureInfo.InvariantCulture, $"{StormGroups:N0} due together"),
            Median(storms.Select(storm => storm.Take)), Median(storms.Select(storm => storm.Look)), Median(storms.Select(storm => storm.Encode)), "");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var open = Storm(OpenGroups);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        table.Row(
            string.Create(CultureInfo.InvariantCulture, $"{OpenGroups:N0} open"),
            Milliseconds(open.Take), Milliseconds(open.Look), Milliseconds(open.Encode), Figures.Fixed(bytes / 1e6, "MB"));
        GC.KeepAlive(open.Engine);
    }

    private static (TimeSpan Take, TimeSpan Look, TimeSpan Encode, AlertEngine Engine) Storm(int groups)
    {
        var posts = Enumerable.Range(0, groups).Select(Alert).Chunk(500).Select(alerts => new AlertCommand(Begin, "storm", new PostedAlerts(alerts))).ToArray();
        var engine = new AlertEngine(Plan);
        var take = Timed(() => Array.ForEach(posts, engine.Take));
        var told = 0;
        var look = Timed(() => told = engine.Flush(Begin + Wait).Count);
        if (told != groups) throw new InvalidOperationException($"{told} of {groups} groups were told.");
        return (take, look, Timed(() => engine.TakeChanges()), engine);
    }

    private static PostedAlert Alert(int index) => new()
    {
        Labels = LabelSet.Of(
        [
            new("alertname", "StormAlert"), new("i", index.ToString(CultureInfo.InvariantCulture)), new("svc", $"svc{index % 50}"),
            new("pod", $"pod-{index}"), new("severity", "critical"), new("cluster", "prod-eu1"),
        ]),
        Annotations = LabelSet.Of([new("summary", $"pod-{index} of svc{index % 50} answers slowly"), new("runbook_url", "https://runbooks.example/storm")]),
        StartsAt = Begin,
        EndsAt = Begin.AddHours(1),
        UpdatedAt = Begin,
    };

    private static TimeSpan Timed(Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin);
    }

    private static string Median(IEnumerable<TimeSpan> times) => Milliseconds(times.Order().ElementAt(Storms / 2));

    private static string Milliseconds(TimeSpan time) => Figures.Fixed(time.TotalMilliseconds, "ms");
}
