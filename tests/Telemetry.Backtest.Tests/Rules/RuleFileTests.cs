using Telemetry.Backtest.Rules;
using Xunit;

namespace Telemetry.Backtest.Tests.Rules;

public sealed class RuleFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("groups:\n- name: g\n  rules:\n  - {alert: Slow, expr: x > 1, for: 1h30m}\n  - {alert: Watchdog, expr: vector(1), labels: {severity: none}}")]
    [InlineData("kind: PrometheusRule\nspec:\n  groups:\n  - name: g\n    rules:\n    - {alert: Slow, expr: x > 1, for: 1h30m}")]
    public void File_OfEitherShape_GivesItsAlertsThatTellPeopleSomething(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Equal(new AlertRule("Slow", "x > 1", 5_400_000), Assert.Single(RuleFile.Load([_file]).Alerts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("groups: []")]
    [InlineData("spec: {}")]
    public void File_ThatIsEmpty_GivesNoRule(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Empty(RuleFile.Load([_file]).Alerts);
    }

    [Theory]
    [InlineData("rules: []")]
    [InlineData("[1, 2]")]
    [InlineData("groups: [")]
    [InlineData("groups: {name: x\nfoo: [1,2\n")]
    public void File_OfSomethingElse_IsRefusedByName(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Contains(_file, Assert.Throws<BacktestException>(() => RuleFile.Load([_file])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);
}
