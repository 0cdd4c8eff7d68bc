using System.Text.RegularExpressions;

namespace Telemetry.Contracts.Patterns;

/// <summary>
/// Compiles the patterns of matchers: RE2 syntax, anchored at both ends. Matching takes linear time whatever the pattern, so that neither
/// a query nor a setting can stall the process.
/// </summary>
public static class AnchoredPattern
{
    /// <summary>Longest pattern accepted. Multi-value variables of dashboards stay far below.</summary>
    public const int MaxLength = 64 * 1024;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">RE2.</param>
    /// <param name="dotMatchesNewline">True in Prometheus 3, false in Alertmanager.</param>
    /// <exception cref="PatternException">The pattern is not valid RE2, or too large.</exception>
    public static Regex Compile(string pattern, bool dotMatchesNewline = true)
    {
        if (pattern.Length > MaxLength) throw Refused("expression too large", $"{pattern[..32]}…");
        var translated = new Re2Translator(pattern).Translate();
        try
        {
            var anchored = $@"\A(?:{translated})\z";
            return dotMatchesNewline ? new Regex(anchored, Options | RegexOptions.Singleline) : new Regex(anchored, Options);
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
