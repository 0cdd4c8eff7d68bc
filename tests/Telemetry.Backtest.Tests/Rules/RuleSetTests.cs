using Telemetry.Backtest.Rules;
using Xunit;

namespace Telemetry.Backtest.Tests.Rules;

public sealed class RuleSetTests
{
    [Fact]
    public void RecordingRules_ThatAlertsNeed_AreOrderedByWhatTheyReadThemselves()
    {
        var rules = new RuleSet(
            [new AlertRule("A", "job:ratio > 0.1 and job:rate > 1", 0)],
            [
                Record("job:ratio", "job:errors / job:rate"),
                Record("job:rate", "rate(requests_total[5m])"),
                Record("job:errors", "rate(errors_total[5m])"),
                Record("job:idle", "idle_total"),
            ]);

        Assert.Equal(["job:errors job:rate", "job:ratio"], rules.Stages.Select(stage => string.Join(' ', stage.Select(rule => rule.Name).Order(StringComparer.Ordinal))));
        Assert.True(rules.Reads("errors_total"));
        Assert.False(rules.Reads("idle_total"));
    }

    [Fact]
    public void RecordingRules_InACircle_EndAtAFiniteOrder()
    {
        var rules = new RuleSet([new AlertRule("A", "a > 1", 0)], [Record("a", "b"), Record("b", "a")]);

        Assert.Equal(2, rules.Stages.Sum(stage => stage.Count));
    }

    private static RecordingRule Record(string name, string expression) => new(name, expression, new Dictionary<string, string>());
}
