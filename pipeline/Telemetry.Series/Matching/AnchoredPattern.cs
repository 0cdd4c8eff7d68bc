using System.Text.RegularExpressions;

namespace Telemetry.Series.Matching;

/// <summary>
/// Compiles the patterns of matchers: RE2 syntax, anchored at both ends, a dot matches newlines too (as of Prometheus 3). Matching
/// takes linear time whatever the pattern, so a query cannot stall the process.
/// </summary>
internal static class AnchoredPattern
{
    /// <summary>Longest pattern accepted. Multi-value variables of dashboards stay far below.</summary>
    public const int MaxLength = 64 * 1024;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    /// <exception cref="PatternException">The pattern is not valid RE2, or too large.</exception>
    public static Regex Compile(string pattern)
    {
        if (pattern.Length > MaxLength) throw Refused("expression too large", $"{pattern[..32]}…");
        var translated = new Re2Translator(pattern).Translate();
        try
        {
            return new Regex($@"\A(?:{translated})\z", Options);
        }
        catch (NotSupportedException)
        {
            // The automaton would outgrow its limit: large counted repetitions, mostly.
            throw Refused("expression too large", $"^(?:{pattern})$");
        }
        catch (ArgumentException)
        {
            throw Refused("invalid or unsupported syntax", $"^(?:{pattern})$");
        }
    }

    internal static PatternException Refused(string reason, string at) => new($"error parsing regexp: {reason}: `{at}`");
}
