using Telemetry.Collector.Recordings;

namespace Telemetry.Cli.Demo;

/// <summary>What the stock rules did in the Prometheus that ran beside a recorded cluster.</summary>
internal sealed class StockRules(IEnumerable<StockRule> rules)
{
    /// <summary>How long after an incident's end a rule may begin to fire and still count as its page.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private readonly List<StockRule> _rules = [.. rules.OrderBy(rule => rule.FromMs)];

    /// <summary>The first rule that began to page (severity critical, firing) for something that lasted from start to end; null for none.</summary>
    public StockRule? FirstPage(DateTimeOffset start, DateTimeOffset end) =>
        BeganWithin(start, end).FirstOrDefault(rule => rule is { State: "firing", Severity: "critical" });

    /// <summary>The first rule that at least began to wait out its <c>for:</c>.</summary>
    public StockRule? FirstPending(DateTimeOffset start, DateTimeOffset end) =>
        BeganWithin(start, end).FirstOrDefault(rule => rule.State == "pending");

    private IEnumerable<StockRule> BeganWithin(DateTimeOffset start, DateTimeOffset end) => _rules.Where(rule =>
        rule.FromMs >= start.ToUnixTimeMilliseconds() && rule.FromMs <= (end + Grace).ToUnixTimeMilliseconds());
}
