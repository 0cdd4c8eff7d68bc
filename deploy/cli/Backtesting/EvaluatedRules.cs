using Microsoft.AspNetCore.Http;
using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Rules;
using Telemetry.Collector.Recordings;

namespace Telemetry.Cli.Backtesting;

/// <summary>What stock rules came to over a recording.</summary>
/// <param name="Firings">When they fired, in order of time; null where nothing could evaluate them.</param>
/// <param name="Notes">How it was done and what was odd, a line each.</param>
internal sealed record EvaluatedRules(IReadOnlyList<RuleFiring>? Firings, IReadOnlyList<string> Notes)
{
    private const string TextType = "text/plain";

    /// <summary>No rules were given.</summary>
    public static EvaluatedRules None { get; } = new(null, []);

    /// <summary>Has the Prometheus of this machine evaluate rules over a recording's pages.</summary>
    /// <exception cref="Backtest.BacktestException">The Prometheus cannot use the pages.</exception>
    /// <exception cref="RecordingException">The folder holds no readable recording.</exception>
    public static async Task<EvaluatedRules> OfAsync(string folder, RuleSet rules, Action<double> progress, CancellationToken cancellationToken)
    {
        if (rules.Alerts.Count == 0) return None;
        if (PrometheusPrograms.Find(Environment.GetEnvironmentVariable("PATH")) is not { } programs)
        {
            return new EvaluatedRules(null, ["No prometheus with its promtool is on PATH: the stock rules' moments are those of the manifest"]);
        }

        var reader = RecordingReader.Open(folder);
        var (fromMs, toMs) = (reader.Manifest.StartMs, reader.Manifest.StartMs + (long)(reader.Manifest.Seconds * 1000));
        using var evaluation = new RuleEvaluation(programs, rules);
        await evaluation.FeedAsync(feed => FeedAsync(reader, feed, cancellationToken));
        var firings = await evaluation.RunAsync(fromMs, toMs, progress, cancellationToken);
        return new EvaluatedRules(
            [.. firings.Where(firing => !Labels.IsArtefact(firing.Alert))],
            [$"{rules.Alerts.Count} stock rules were evaluated every 15 s by the prometheus on PATH; {firings.Select(firing => firing.Alert).Distinct().Count()} of them fired", .. evaluation.Refused, .. UnfedOf(reader)]);
    }

    private static async Task FeedAsync(RecordingReader reader, PageFeed feed, CancellationToken cancellationToken)
    {
        await foreach (var page in reader.ReadPagesAsync(cancellationToken))
        {
            var isUp = page.Status == StatusCodes.Status200OK;
            var scrape = new FedScrape(page.Target.Job, page.Target.Instance, page.Target.Path ?? "/metrics", page.StartMs, isUp);
            feed.Add(scrape, isUp && IsText(page.Target) ? page.Body : null);
        }
    }

    private static bool IsText(RecordedTarget target) => target.ReplayedType.StartsWith(TextType, StringComparison.Ordinal);

    private static IEnumerable<string> UnfedOf(RecordingReader reader) => reader.Targets.Count(target => !IsText(target)) is var count and > 0
        ? [$"{count} targets are recorded as protobuf: stock rules see of them whether they were up"]
        : [];
}
