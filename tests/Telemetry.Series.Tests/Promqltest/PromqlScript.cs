using System.Globalization;

namespace Telemetry.Series.Tests.Promqltest;

/// <summary>One evaluation of a script: the query, its time or times, and the lines that it must give.</summary>
internal sealed record ScriptEval(string Query, long StartMs, long EndMs, long StepMs, bool IsRange, bool Fails, IReadOnlyList<string> Expected);

/// <summary>
/// Reads Prometheus's test scripts as far as floats go (<c>README-format.md</c> beside them): <c>load</c>, <c>clear</c>, and
/// <c>eval</c> in its old and new forms. Native histograms are passed over.
/// </summary>
internal static class PromqlScript
{
    /// <summary>Plays a script: loads go to the fixture, evaluations to <paramref name="evaluate"/>.</summary>
    public static void Play(string text, Func<Fixture> clear, Action<Fixture, ScriptEval> evaluate)
    {
        var fixture = clear();
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')).ToArray();
        for (var at = 0; at < lines.Length;)
        {
            var head = lines[at++].Trim();
            var body = lines.Skip(at).TakeWhile(line => char.IsWhiteSpace(line[0])).Select(line => line.Trim()).ToArray();
            at += body.Length;
            if (head == "clear") fixture = clear();
            else if (head.StartsWith("load", StringComparison.Ordinal)) ScriptLoad.Load(fixture, head, body);
            else if (head.StartsWith("eval", StringComparison.Ordinal) && !body.Any(line => line.Contains("{{", StringComparison.Ordinal))) evaluate(fixture, ReadEval(head, body));
        }
    }

    private static ScriptEval ReadEval(string head, string[] body)
    {
        var words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fails = words[0] == "eval_fail" || body.Any(line => line.StartsWith("expect fail", StringComparison.Ordinal));
        var expected = body.Where(line => !line.StartsWith("expect", StringComparison.Ordinal) || line.StartsWith("expect string", StringComparison.Ordinal)).ToArray();
        if (words[1] == "instant") return new(Rest(head, 4), Time(words[3]), Time(words[3]), 1, IsRange: false, fails, expected);
        return new(Rest(head, 8), Time(words[3]), Time(words[5]), Time(words[7]), IsRange: true, fails, expected);
    }

    private static string Rest(string head, int words)
    {
        var rest = head.AsSpan();
        for (; words > 0; words--) rest = rest[rest.IndexOf(' ')..].TrimStart();
        return rest.ToString();
    }

    private static long Time(string text) => text.StartsWith('-')
        ? -Time(text[1..])
        : long.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
            ? seconds * 1000
            : Series.Queries.PrometheusDuration.TryParse(text, out var milliseconds) ? milliseconds : throw new FormatException(text);
}
