using System.Globalization;

namespace Telemetry.Series.Tests.Oracle;

/// <summary>Random queries of the language that we answer, and broken ones made from them.</summary>
internal sealed class RandomQueries(Random random)
{
    // Powers differ in their last digit from one mathematical library to the next, and a remainder makes much of that.
    private static readonly string[][] Operators = [["+", "-", "*", "/", "%"], ["+", "-", "*", "/", "^"]];
    private static readonly string[] Numbers = ["0", "1", "2", "0.5", "1e3", "1e-7", ".25", "3.", "0x10", "010", "Inf", "NaN", "+Inf"];
    private static readonly string[] Values = ["x", "y", "", "x|y", ".*", ".+", "[xy]", "[^x]", "x?", "(x|)", "\\\\w", "X", "(?i:X)"];

    /// <summary>A valid query of at most so many levels.</summary>
    public string Query(int depth = 4) => Query(depth, Operators[random.Next(2)]);

    /// <summary>A query with a few characters changed.</summary>
    public string Broken()
    {
        var text = Query(2);
        for (var edits = random.Next(1, 3); edits > 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(2) == 0 && at < text.Length
                ? text.Remove(at, 1)
                : text.Insert(at, random.GetItems("(){}[],=!~\"'`+*^ $&\\1axé.".AsSpan(), 1)[0].ToString(CultureInfo.InvariantCulture));
        }

        return text;
    }

    private string Query(int depth, string[] operators) => random.Next(depth == 0 ? 2 : 7) switch
    {
        0 => random.GetItems(Numbers, 1)[0],
        1 => Selector(),
        2 => $"({Query(depth - 1, operators)})",
        3 => $"-{Query(depth - 1, operators)}",
        _ => $"{Query(depth - 1, operators)} {random.GetItems(operators, 1)[0]} {Query(depth - 1, operators)}",
    };

    private string Selector()
    {
        var name = random.GetItems(["a", "b", "gone"], 1)[0];
        var matchers = Enumerable.Range(0, random.Next(3)).Select(_ =>
            $"{random.GetItems(["job", "instance", "nope"], 1)[0]}{random.GetItems(["=", "!=", "=~", "!~"], 1)[0]}\"{random.GetItems(Values, 1)[0]}\"");
        return $"{name}{{{string.Join(",", matchers)}}}";
    }
}
