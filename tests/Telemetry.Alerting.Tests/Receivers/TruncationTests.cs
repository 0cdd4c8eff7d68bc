using System.Globalization;
using System.Text;
using Telemetry.Alerting.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers;

public sealed class TruncationTests
{
    private static readonly string[] Clusters = ["a", "e\u0301", "👩‍👩‍👧", "🇩🇪", "\r\n", "ß", "𝄞", " "];

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("ab👩‍👩‍👧c", 6, "ab…")]
    [InlineData("anything", 1, "…")]
    [InlineData("anything", 0, "")]
    public void Text_OverTheLimit_IsCutBetweenGraphemes(string text, int limit, string expected) =>
        Assert.Equal(expected, Truncation.Cut(text, limit));

    [Fact]
    public void Text_AtRandom_IsCutAsTheSlowTwinCutsIt()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Clusters[random.Next(Clusters.Length)]));
            var limit = random.Next(1, 30);
            Assert.Equal(CutSlowly(text, limit), Truncation.Cut(text, limit));
        }
    }

    private static string CutSlowly(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var kept = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && kept.Length + elements.GetTextElement().Length < limit) kept.Append(elements.GetTextElement());
        return kept.Append('…').ToString();
    }
}
