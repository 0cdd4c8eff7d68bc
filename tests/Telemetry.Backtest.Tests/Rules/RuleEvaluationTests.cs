using System.Globalization;
using System.Text;
using Telemetry.Backtest.Rules;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Backtest.Tests.Rules;

public sealed class RuleEvaluationTests
{
    private const long Start = 1_795_221_000_000;
    private const long Step = 15_000;
    private const int Pages = 40;
    private const int FaultPage = 20;

    [ServerFact("prometheus", "promtool")]
    public async Task Rules_OverPagesWithAFault_FireWhenARealPrometheusSaysSo()
    {
        var programs = PrometheusPrograms.Find(Environment.GetEnvironmentVariable("PATH"));
        Assert.NotNull(programs);
        var rules = new RuleSet(
            [
                new AlertRule("Down", "up == 0", 60_000),
                new AlertRule("Deep", "job:queue:max > 5", 0),
                new AlertRule("Absent", "absent(never_seen)", 0),
                new AlertRule("Broken", "queue >", 0),
            ],
            [new RecordingRule("job:queue:max", "max by (job) (queue)", new Dictionary<string, string>())]);
        using var evaluation = new RuleEvaluation(programs, rules);

        await evaluation.FeedAsync(Feed);
        var firings = await evaluation.RunAsync(Start, Start + (Pages * Step), _ => { }, CancellationToken.None);

        Assert.Equal(["Deep", "Down"], firings.Select(firing => firing.Alert));
        // A recorded series is evaluated between two steps of the alerts, as one of another group is.
        Assert.InRange(firings[0].FromMs, Start + (FaultPage * Step), Start + ((FaultPage + 1) * Step));
        Assert.Equal(Start + ((FaultPage + 4) * Step), firings[1].FromMs);
        Assert.Contains("Broken", Assert.Single(evaluation.Refused), StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_ThatAreNotOnThePath_AreNotFound() => Assert.Null(PrometheusPrograms.Find(Path.GetTempPath()));

    // One target deepens its queue at the fault, the other goes away.
    private static Task Feed(PageFeed feed)
    {
        for (var i = 0; i <= Pages; i++)
        {
            var (at, isFault) = (Start + (i * Step), i >= FaultPage);
            feed.Add(new FedScrape("work", "a", "/metrics", at, IsUp: true), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"queue {(isFault ? 9 : 1)}")));
            feed.Add(new FedScrape("work", "b", "/metrics", at, !isFault), null);
        }

        return Task.CompletedTask;
    }
}
