using Telemetry.Alerting.Routing;
using Xunit;

namespace Telemetry.Alerting.Tests.Routing;

public sealed class LabelMatcherParserTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["severity"] = "critical", ["component"] = "etcd", ["odd"] = "a\"b\\c\nd" };

    [Theory]
    [InlineData("severity=critical", true)]
    [InlineData("severity = \"critical\"", true)]
    [InlineData("severity=\"crit\"", false)]
    [InlineData("severity!=warning", true)]
    [InlineData("component=~\"etcd|apiserver\"", true)]
    [InlineData("component=~etc", false)]
    [InlineData("component!~\"api.*\"", true)]
    [InlineData("team=\"\"", true)]
    [InlineData("team!=\"\"", false)]
    [InlineData("odd=\"a\\\"b\\\\c\\nd\"", true)]
    public void Matcher_OnLabels_MatchesAsAlertmanagerDoes(string text, bool expected)
    {
        Assert.True(LabelMatcherParser.TryParse(text, out var matcher, out var error), error);
        Assert.Equal(expected, matcher.IsMatch(Labels));
    }

    [Theory]
    [InlineData("")]
    [InlineData("severity")]
    [InlineData("=critical")]
    [InlineData("1a=critical")]
    [InlineData("severity=\"critical")]
    [InlineData("severity=\"a\"b")]
    [InlineData("severity=a\"")]
    [InlineData("severity=~\"(\"")]
    [InlineData("severity=~\"(a)\\\\1\"")]
    public void Matcher_Malformed_IsRefusedWithAReason(string text)
    {
        Assert.False(LabelMatcherParser.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }
}
