using System.Globalization;
using System.Text.Json;
using Telemetry.Backtest.Judging;

namespace Telemetry.Backtest.Rules;

/// <summary>
/// What stock rules would have done: a real Prometheus evaluates them over the fed pages every 15 s, and each fires when its condition has
/// held for its <c>for</c>. Everything is in one temporary folder.
/// </summary>
internal sealed class RuleEvaluation : IDisposable
{
    private const long StepMs = 15_000;

    // By then everything has been scraped once.
    private const long LeadMs = 60_000;

    private readonly PrometheusPrograms _programs;
    private readonly RuleSet _rules;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-rules-");

    /// <param name="programs">What evaluates.</param>
    /// <param name="rules">The rules.</param>
    public RuleEvaluation(PrometheusPrograms programs, RuleSet rules) => (_programs, _rules) = (programs, rules);

    /// <summary>Rules that could not be evaluated, a line each.</summary>
    public List<string> Refused { get; } = [];

    private string Samples => Path.Combine(_folder.FullName, "samples.om");

    private string Blocks => Path.Combine(_folder.FullName, "blocks");

    /// <summary>Takes pages in.</summary>
    /// <param name="feed">Called once, to feed them in order of time.</param>
    public async Task FeedAsync(Func<PageFeed, Task> feed)
    {
        await using var output = new StreamWriter(Samples);
        var pages = new PageFeed(output, _rules);
        await feed(pages);
        pages.End();
    }

    /// <summary>When each alerting rule fired, in order of time.</summary>
    /// <exception cref="BacktestException">The programs cannot use the samples.</exception>
    public async Task<IReadOnlyList<RuleFiring>> RunAsync(long fromMs, long toMs, Action<double> progress, CancellationToken cancellationToken)
    {
        await _programs.RunToolAsync(["tsdb", "create-blocks-from", "openmetrics", Samples, Blocks], cancellationToken);
        foreach (var stage in _rules.Stages) await RecordAsync(stage, fromMs, toMs, cancellationToken);
        await using var server = await StartAsync(cancellationToken);
        var (firings, first, done) = (new List<RuleFiring>(), fromMs + LeadMs, 0);
        foreach (var rule in _rules.Alerts)
        {
            firings.AddRange(await FiringsAsync(server, rule, first, toMs, cancellationToken));
            progress((double)++done / _rules.Alerts.Count);
        }

        return [.. firings.OrderBy(firing => firing.FromMs).ThenBy(firing => firing.Alert, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private Task<PrometheusServer> StartAsync(CancellationToken cancellationToken) =>
        PrometheusServer.StartAsync(_programs.Server, Blocks, Path.Combine(_folder.FullName, "prometheus.yml"), cancellationToken);

    private async Task<List<RuleFiring>> FiringsAsync(PrometheusServer server, AlertRule rule, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        try
        {
            var moments = await server.MomentsAsync(rule.Expression, fromMs, toMs, StepMs, cancellationToken);
            return [.. moments.Values.SelectMany(times => rule.Firings(times, fromMs, StepMs))];
        }
        catch (BacktestException refused)
        {
            Refused.Add($"{rule.Name}: {refused.Message}");
            return [];
        }
    }

    // Blocks are seen by a server that starts behind them: each stage has a server of its own.
    private async Task RecordAsync(IReadOnlyList<RecordingRule> stage, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder.FullName, "stage.json");
        var rules = stage.Select(rule => new { record = rule.Name, expr = rule.Expression, labels = rule.Labels });
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { groups = new[] { new { name = "stage", rules } } }), cancellationToken);
        await using var server = await StartAsync(cancellationToken);
        await _programs.RunToolAsync(
            [
                "tsdb", "create-blocks-from", "rules", $"--url={server.Address}", $"--output-dir={Blocks}", "--eval-interval=15s",
                string.Create(CultureInfo.InvariantCulture, $"--start={fromMs / 1000}"), string.Create(CultureInfo.InvariantCulture, $"--end={toMs / 1000}"), file,
            ], cancellationToken);
    }
}
