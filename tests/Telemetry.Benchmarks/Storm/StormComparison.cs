using System.Diagnostics;
using System.Globalization;
using Telemetry.Benchmarks.Report;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Storm;

/// <summary>
/// Two thousand groups at once, at a real Alertmanager and at ours: processes that are warm, the same routes, the same sink, one after
/// the other. Then what ours alone is held to: the way of a single alert, and ten thousand open groups.
/// </summary>
internal static class StormComparison
{
    private const int Groups = 2000;
    private const int WarmUps = 5;
    private const int SingleAlerts = 300;
    private const int OpenGroups = 10_000;

    private static readonly TimeSpan GroupWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(Table table)
    {
        await using var sink = await StormSink.StartAsync();
        table.Heading($"{Groups} groups at once, group_wait {GroupWait.TotalSeconds} s", "accepted", "delivered", "CPU", "memory");
        var peer = await MeasureAsync(table, "Alertmanager", await StormServer.StartAlertmanagerAsync(sink.Url, GroupWait), sink);
        var ours = await MeasureAsync(table, "ours, durable", await StormServer.StartOursAsync(sink.Url, GroupWait), sink);
        table.Row(
            "ours / Alertmanager", "", Figures.Ratio(ours.Delivered / peer.Delivered), Figures.Ratio(ours.CpuSeconds / peer.CpuSeconds),
            Figures.Ratio((double)ours.ResidentBytes / peer.ResidentBytes));
        table.Row("limit", "", "1.00x", "1.50x", "1.00x");
        await MeasureSinglesAsync(table, sink);
    }

    private static async Task<StormResult> MeasureAsync(Table table, string name, StormServer server, StormSink sink)
    {
        await using (server)
        {
            for (var warmUp = 0; warmUp < WarmUps; warmUp++) await server.RunAsync(sink, $"{name} {warmUp} ", Groups);
            var result = await server.RunAsync(sink, $"{name} storm ", Groups);
            table.Row(
                name, Figures.Fixed(result.Accepted.TotalSeconds, "s"), Figures.Fixed(result.Delivered.TotalSeconds, "s"),
                Figures.Fixed(result.CpuSeconds, "s"), Megabytes(result.ResidentBytes));
            return result;
        }
    }

    private static async Task MeasureSinglesAsync(Table table, StormSink sink)
    {
        await using var server = await StormServer.StartOursAsync(sink.Url, groupWait: TimeSpan.Zero);
        await PostOneByOneAsync(server, sink, "warm ");
        var delays = await PostOneByOneAsync(server, sink, "single ");
        table.Heading($"Accepted → first byte at the receiver, {SingleAlerts} alerts without grouping", "median", "p99", "slowest", "limit of p99");
        table.Quantiles("ours, durable", delays, limit: "100 ms");

        await server.RunAsync(sink, "open ", OpenGroups - (2 * SingleAlerts));
        await Task.Delay(Calm, TimeProvider.System);
        table.Heading("Open episodes", "memory", "limit");
        table.Row(OpenGroups.ToString(CultureInfo.InvariantCulture), Megabytes(server.Usage.ResidentBytes), "200 MB");
    }

    private static async Task<IReadOnlyList<TimeSpan>> PostOneByOneAsync(StormServer server, StormSink sink, string storm)
    {
        var answered = new long[SingleAlerts];
        for (var i = 0; i < SingleAlerts; i++)
        {
            await server.PostAsync([string.Create(CultureInfo.InvariantCulture, $"{storm}{i}")]);
            answered[i] = Stopwatch.GetTimestamp();
            await Task.Delay(Pace, TimeProvider.System);
        }

        await Eventually.TrueAsync(() => sink.Count(storm) == SingleAlerts, Deadline, () => $"{sink.Count(storm)} came");
        return [.. answered.Select((at, i) => Stopwatch.GetElapsedTime(at, sink.ArrivalOf(string.Create(CultureInfo.InvariantCulture, $"{storm}{i}"))!.Value)).Order()];
    }

    private static string Megabytes(long bytes) => Figures.Fixed(bytes / 1e6, "MB");
}
