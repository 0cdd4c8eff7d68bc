namespace Telemetry.Backtest.Judging;

/// <summary>A stretch in which an alerting rule that is not ours was firing.</summary>
/// <param name="Alert">Name of the rule.</param>
/// <param name="FromMs">When it began to fire, Unix milliseconds.</param>
/// <param name="ToMs">When it ended, Unix milliseconds.</param>
internal sealed record RuleFiring(string Alert, long FromMs, long ToMs);
