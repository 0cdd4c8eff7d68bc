using Telemetry.Contracts.Patterns;
using Xunit;

namespace Telemetry.Contracts.Tests.Patterns;

public sealed class AnchoredPatternTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "ab", false)]
    [InlineData("a|b", "b", true)]
    [InlineData("a|b", "ab", false)]
    [InlineData(".*", "line\nbreak", true)]
    [InlineData("(?-s).*", "line\nbreak", false)]
    [InlineData("(?i)ABC", "abc", true)]
    [InlineData("(?i:A)B", "aB", true)]
    [InlineData("(?i:A)B", "ab", false)]
    [InlineData("(?U)a+?", "aaa", true)]
    [InlineData("(?P<name>x)y", "xy", true)]
    [InlineData("(?<name>x)y", "xy", true)]
    [InlineData(@"\d+", "42", true)]
    [InlineData(@"\d", "\u0663", false)]
    [InlineData(@"\w", "é", false)]
    [InlineData(@"\D", "é", true)]
    [InlineData(@"[\d_]+", "1_2", true)]
    [InlineData(@"[^\d]", "x", true)]
    [InlineData(@"[\D5]", "5", true)]
    [InlineData("[[:alpha:]]+", "abc", true)]
    [InlineData("[[:^alpha:]]+", "abc", false)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("[a-]+", "a-", true)]
    [InlineData("[a-z-[b]]", "b]", true)]
    [InlineData("a$", "a", true)]
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$\nb", "a\nb", true)]
    [InlineData("^a", "a", true)]
    [InlineData(@"\Qa.b\E", "a.b", true)]
    [InlineData(@"\Qa.b", "axb", false)]
    [InlineData(@"10\.0\.0\.1:9090", "10.0.0.1:9090", true)]
    [InlineData(@"\x41\x{42}\103", "ABC", true)]
    [InlineData(@"\pL+", "aé", true)]
    [InlineData(@"\p{Lu}\PL", "A1", true)]
    [InlineData("a{2}", "aa", true)]
    [InlineData("a{2,}", "aaaa", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("a{x}", "a{x}", true)]
    [InlineData("#a b", "#a b", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void Pattern_OfRe2_MatchesTheWholeValue(string pattern, string value, bool expected) =>
        Assert.Equal(expected, AnchoredPattern.Compile(pattern).IsMatch(value));

    [Theory]
    [InlineData("(", "missing closing ): `^(?:()$`")]
    [InlineData("a)", "unexpected ): `^(?:a))$`")]
    [InlineData("[a", "missing closing ]: `[a)$`")]
    [InlineData("*", "missing argument to repetition operator: `*`")]
    [InlineData("a**", "invalid nested repetition operator: `**`")]
    [InlineData("a|+", "missing argument to repetition operator: `+`")]
    [InlineData("a{1001}", "invalid repeat count: `{1001}`")]
    [InlineData("a{2,1}", "invalid repeat count: `{2,1}`")]
    [InlineData(@"\1", @"invalid escape sequence: `\1`")]
    [InlineData(@"\y", @"invalid escape sequence: `\y`")]
    [InlineData("[z-a]", "invalid character class range: `z-a`")]
    [InlineData("[[:word:][:nope:]]", "invalid character class range: `[:nope:]`")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("(?P<n", "invalid named capture: `(?P<n`")]
    public void Pattern_ThatIsNotRe2_IsRefusedInItsWords(string pattern, string expected) => Assert.Equal(
        "error parsing regexp: " + expected, Assert.Throws<PatternException>(() => AnchoredPattern.Compile(pattern)).Message);

    [Theory]
    [InlineData("((((a{1000}){1000}){1000}){1000})")]
    [InlineData(@"\p{Nonsense}")]
    public void Pattern_ThatCannotBeBuilt_IsRefused(string pattern) => Assert.Throws<PatternException>(() => AnchoredPattern.Compile(pattern));

    [Fact]
    public void Pattern_NestedOrLongBeyondTheLimit_IsRefused()
    {
        Assert.Throws<PatternException>(() => AnchoredPattern.Compile(new string('(', 10_000) + new string(')', 10_000)));
        Assert.Throws<PatternException>(() => AnchoredPattern.Compile(new string('a', AnchoredPattern.MaxLength + 1)));
    }

    [Fact]
    public void Pattern_ThatMakesBacktrackersStall_AnswersAtOnce() =>
        Assert.DoesNotMatch(AnchoredPattern.Compile("(a*)*b"), new string('a', 10_000));

    [Fact]
    public void Pattern_OfRandomCharacters_IsCompiledOrRefusedAndNothingElse()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var pattern = string.Concat(random.GetItems(@"ab01()[]{}*+?|\.^$-:,dwsQEpLxi<>P=!".AsSpan(), random.Next(1, 14)));
            try
            {
                AnchoredPattern.Compile(pattern).IsMatch("ab01");
            }
            catch (PatternException)
            {
                // Refusing is an answer.
            }
        }
    }
}
