using Telemetry.Series.Matching;
using Telemetry.Series.Queries.Syntax;
using Xunit;

namespace Telemetry.Series.Tests.Queries;

public sealed class ParserTests
{
    [Theory]
    [InlineData("", "1:1: parse error: no expression found in input")]
    [InlineData("sum(", "1:5: parse error: unclosed left parenthesis")]
    [InlineData("{}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("{job=~\".*\"}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("up{job=~\"(\"}", "1:4: parse error: error parsing regexp: missing closing ): `^(?:()$`")]
    [InlineData("foo(up)", "1:1: parse error: unknown function with name \"foo\"")]
    [InlineData("1 + rate(up[5m])", "1:5: parse error: unknown function with name \"rate\"")]
    [InlineData("1 +", "1:4: parse error: unexpected end of input")]
    [InlineData("up up", "1:4: parse error: unexpected identifier \"up\"")]
    [InlineData("*1", "1:1: parse error: unexpected <op:*>")]
    [InlineData("(1", "1:3: parse error: unclosed left parenthesis")]
    [InlineData("1)", "1:3: parse error: unexpected right parenthesis ')'")]
    [InlineData("up{", "1:4: parse error: unexpected end of input inside braces")]
    [InlineData("up{job}", "1:7: parse error: unexpected \"}\" in label matching, expected label matching operator")]
    [InlineData("up{job=1}", "1:8: parse error: unexpected character inside braces: '1'")]
    [InlineData("up{job=x}", "1:8: parse error: unexpected identifier \"x\" in label matching, expected string")]
    [InlineData("up{job=\"x\" y=\"z\"}", "1:12: parse error: unexpected identifier \"y\" in label matching, expected \",\" or \"}\"")]
    [InlineData("up{__name__=\"x\"}", "1:1: parse error: metric name must not be set twice: \"up\" or \"x\"")]
    [InlineData("\"a\" + 1", "1:1: parse error: binary expression must contain only scalar and instant vector types")]
    [InlineData("-\"a\"", "1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got \"string\"")]
    [InlineData("'a", "1:1: parse error: unterminated quoted string")]
    [InlineData("1a", "1:1: parse error: bad number or duration syntax: \"1\"")]
    [InlineData("1m5x", "1:1: parse error: bad number or duration syntax: \"1m5\"")]
    [InlineData("1sx", "1:1: parse error: bad number or duration syntax: \"1sx\"")]
    [InlineData("0x", "1:1: parse error: error parsing number: strconv.ParseFloat: parsing \"0x\": invalid syntax")]
    [InlineData("a = 1", "1:3: parse error: unexpected \"=\"")]
    [InlineData("1 ! 2", "1:3: parse error: unexpected character after '!': ' '")]
    [InlineData("1\n  + $", "2:5: parse error: unexpected character: '$'")]
    [InlineData("\"é\" $", "1:6: parse error: unexpected character: '$'")]
    public void Parse_OfAnInvalidQuery_SaysWhatPrometheusSays(string query, string expected) =>
        Assert.Equal(expected, Assert.Throws<ParseException>(() => Parser.Parse(query)).Message);

    [Theory]
    [InlineData("up[5m]", "1:3: parse error: range selector is not supported")]
    [InlineData("sum(up)", "1:1: parse error: aggregation sum is not supported")]
    [InlineData("sum by (job) (up)", "1:1: parse error: aggregation sum is not supported")]
    [InlineData("up == 0", "1:4: parse error: comparison operator == is not supported")]
    [InlineData("up offset 5m", "1:4: parse error: modifier offset is not supported")]
    [InlineData("up @ 4", "1:4: parse error: modifier @ is not supported")]
    [InlineData("up and up", "1:4: parse error: operator and is not supported")]
    [InlineData("up * on(job) up", "1:6: parse error: vector matching with on is not supported")]
    public void Parse_OfWhatWeDoNotAnswer_NamesIt(string query, string expected) =>
        Assert.Equal(expected, Assert.Throws<ParseException>(() => Parser.Parse(query)).Message);

    [Fact]
    public void Parse_OfASelector_TakesNameAndMatchers()
    {
        var selector = Assert.IsType<VectorSelector>(Parser.Parse("up{job=\"a\\x41\\n\", instance!='b', x=~`\\d`, y!~\"c\",} # comment"));

        Assert.Equal(
            [("__name__", MatchKind.Equal, "up"), ("job", MatchKind.Equal, "aA\n"), ("instance", MatchKind.NotEqual, "b"), ("x", MatchKind.Matches, "\\d"),
                ("y", MatchKind.MatchesNot, "c")],
            selector.Matchers.Select(matcher => (matcher.Name, matcher.Kind, matcher.Value)));
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("offset")]
    [InlineData("a:b:c")]
    [InlineData("Infx")]
    public void Parse_OfAWordOfTheLanguageAlone_SelectsTheMetric(string name) =>
        Assert.Equal(name, Assert.IsType<VectorSelector>(Parser.Parse(name)).Matchers[0].Value);

    [Theory]
    [InlineData("((1))")]
    [InlineData("1+1+1+1")]
    [InlineData("-----1")]
    [InlineData("2^2^2")]
    public void Parse_OfAChainWithinTheDepth_Succeeds(string query) => Parser.Parse(query);

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("1+")]
    [InlineData("1^")]
    [InlineData("-(2*")]
    public void Parse_OfAChainBeyondTheDepth_IsRefused(string piece)
    {
        var query = string.Concat(Enumerable.Repeat(piece, 50_000)) + "1" + new string(')', piece.Contains('(') ? 50_000 : 0);
        Assert.EndsWith("expression nests deeper than 500 levels", Assert.Throws<ParseException>(() => Parser.Parse(query)).Message);
    }

    [Fact]
    public void Parse_OfRandomTokens_ParsesOrRefusesAndNothingElse()
    {
        string[] pieces = ["up", "{", "}", "job", "=", "=~", "!", "\"a\"", "'", "(", ")", "[", "]", "1", ".5", "5m", "+", "-", "^", "%", ",", "sum", "by", "#", "\n", "@", ":", "\\", "é", "0x", "inf", "offset", " "];
        var random = new Random(11);
        var parsed = 0;
        for (var i = 0; i < 50_000; i++)
        {
            try
            {
                Parser.Parse(string.Concat(random.GetItems(pieces, random.Next(1, 9))));
                parsed++;
            }
            catch (ParseException)
            {
                // Refusing is an answer.
            }
        }

        Assert.True(parsed > 100);
    }
}
