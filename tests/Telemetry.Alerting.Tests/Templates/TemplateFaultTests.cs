using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Templates;
using Xunit;

namespace Telemetry.Alerting.Tests.Templates;

/// <summary>Templates that are none, or do not fit what they are about.</summary>
public sealed class TemplateFaultTests
{
    [Theory]
    [InlineData("a\n{{ .Status", 2, "not closed")]
    [InlineData("{{ if .Status }}x", 1, "no {{end}}")]
    [InlineData("{{ end }}", 1, "closes nothing")]
    [InlineData("{{ else }}", 1, "closes nothing")]
    [InlineData("{{ if }}x{{ end }}", 1, "a value is missing")]
    [InlineData("{{ if true }}{{ else }}{{ else }}{{ end }}", 1, "second {{else}}")]
    [InlineData("\n\n{{ nope }}", 3, "no function 'nope'")]
    [InlineData("{{ $x }}", 1, "no variable $x")]
    [InlineData("{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}", 1, "no variable $x")]
    [InlineData("{{ \"a }}", 1, "a string is not closed")]
    [InlineData("{{ `a }}", 1, "back quotes")]
    [InlineData("{{ \"\\q\" }}", 1, "escape")]
    [InlineData("{{ (1 }}", 1, "parenthesis")]
    [InlineData("{{ 1 | 2 }}", 1, "only a function")]
    [InlineData("{{ 12abc }}", 1, "no number")]
    [InlineData("{{ /* a }}", 1, "comment")]
    [InlineData("{{ template x }}", 1, "name in quotes")]
    [InlineData("{{ if true }}{{ define \"x\" }}{{ end }}{{ end }}", 1, "belongs outside")]
    [InlineData("{{ break }}", 1, "inside of {{range}}")]
    [InlineData("{{ .Status % 2 }}", 1, "unexpected '%'")]
    public void Text_ThatIsNoTemplate_IsRefusedWithItsLine(string text, int line, string problem) => AssertFault(text, $":{line}: ", problem);

    [Theory]
    [InlineData("{{ .Nothing }}", "no field or method .Nothing")]
    [InlineData("{{ .Status.Length }}", "no field .Length")]
    [InlineData("{{ template \"nowhere\" . }}", "no template \"nowhere\"")]
    [InlineData("{{ index .Alerts 99 }}", "nothing at 99")]
    [InlineData("{{ eq .Status 1 }}", "cannot be compared")]
    [InlineData("{{ toUpper 1 }}", "expected text")]
    [InlineData("{{ join \",\" .Status }}", "expected a list")]
    [InlineData("{{ reReplaceAll \"(\" \"\" \"\" }}", "missing closing )")]
    [InlineData("{{ range .Status }}{{ end }}", "range cannot go through")]
    [InlineData("{{ len }}", "needs arguments")]
    [InlineData("{{ slice \"abc\" 2 1 }}", "nothing from 2 to 1")]
    [InlineData("{{ define \"x\" }}{{ template \"x\" . }}{{ end }}{{ template \"x\" . }}", "deeper than 100")]
    [InlineData("{{ define \"x\" }}{{ printf \"%1000d\" 1 }}{{ range .Alerts }}{{ template \"y\" $ }}{{ end }}{{ end }}{{ define \"y\" }}{{ template \"x\" . }}{{ end }}{{ template \"x\" . }}", "deeper than 100")]
    public void Template_ThatDoesNotFitTheMessage_IsRefused(string text, string problem) => AssertFault(text, ": ", problem);

    [Fact]
    public void Template_NestedBeyondTheLimit_IsRefused()
    {
        AssertFault(string.Concat(Enumerable.Repeat("{{ if true }}", 5000)), "", "nested deeper");
        AssertFault("{{ " + new string('(', 5000) + " }}", "", "nested deeper");
    }

    [Fact]
    public void Expand_OfAMessageThatDoesNotFit_GivesTheSubjectAndCounts()
    {
        var templates = TemplateSet.With([]);
        Assert.Equal("[FIRING:1] Sample east-1 (critical)", templates.Expand("{{ (index .Alerts 99).Status }}", SampleMessages.All[0]));
        Assert.Equal(1, templates.Failures);
        Assert.Equal("no template", templates.Expand("no template", SampleMessages.All[0]));
    }

    [Fact]
    public void Html_WithLabelsThatAreMarkup_EscapesThemAndLeadsNowhereHarmful()
    {
        var data = SampleMessages.All[0] with { Receiver = "<b>\"+'&", ExternalUrl = "javascript:alert(1)" };
        Assert.Equal("&lt;b&gt;&#34;&#43;&#39;&amp; <b>", TemplateSet.Default.ExpandHtml("{{ .Receiver }} {{ safeHtml \"<b>\" }}", data));
        Assert.Equal("<a href=\"#\">", TemplateSet.Default.ExpandHtml("<a href=\"{{ .ExternalURL }}\">", data));
        Assert.Equal("<a href=\"https://x/?a=1&amp;b=2\">", TemplateSet.Default.ExpandHtml("<a href=\"{{ .ExternalURL }}\">", data with { ExternalUrl = "https://x/?a=1&b=2" }));
    }

    [Fact]
    public void Definition_OfTheSettings_ReplacesTheDefaultUnlessItIsEmpty()
    {
        var templates = TemplateSet.With([("own.tmpl", "{{ define \"__subject\" }}mine: {{ .Status }}{{ end }}{{ define \"slack.default.title\" }}  {{ end }}{{ define \"a\" }}{{ template \"b\" }}{{ end }}")]);
        Assert.Equal("mine: firing|mine: firing", templates.Expand("{{ template \"__subject\" . }}|{{ template \"slack.default.title\" . }}", SampleMessages.All[0]));
        Assert.Equal([("a", "calls \"b\", which there is not")], templates.MissingCalls());
    }

    [Fact]
    public void Text_OfRandomTokens_IsATemplateOrRefusedAndNothingElse()
    {
        string[] tokens = ["{{", "}}", "{{-", " -}}", " ", "if", "range", "with", "end", "else", "define", "template", "\"x\"", ".", ".Alerts", ".Labels", "$x", ":=", "=", ",", "|", "(", ")", "1", "len", "index", "printf", "/*", "*/", "\n", "`", "'a'", "break", "and"];
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var text = "{{ " + string.Join(random.Next(2) == 0 ? " " : "", random.GetItems(tokens, random.Next(1, 12)));
            try
            {
                TemplateSet.Default.ExpandStrictly(text, SampleMessages.All[0], escapesHtml: false);
            }
            catch (TemplateException)
            {
                // Refusing is an answer.
            }
        }
    }

    private static void AssertFault(string text, string place, string problem)
    {
        var fault = Assert.Throws<TemplateException>(() => TemplateSet.Default.ExpandStrictly(text, SampleMessages.All[0], escapesHtml: false));
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
    }
}
