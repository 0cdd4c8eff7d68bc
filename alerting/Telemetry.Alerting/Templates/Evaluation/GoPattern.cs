using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Patterns of the functions <c>match</c> and <c>reReplaceAll</c>.</summary>
internal static class GoPattern
{
    /// <summary>Whether the pattern occurs in the text.</summary>
    public static bool IsMatch(string pattern, string text) => Compile(pattern).IsMatch(text);

    /// <summary>The text with every occurrence replaced.</summary>
    public static string Replace(string pattern, string replacement, string text) => Compile(pattern).Replace(text, replacement);

    private static SearchPattern Compile(string pattern)
    {
        try
        {
            return new SearchPattern(pattern);
        }
        catch (PatternException fault)
        {
            throw new EvaluationException(fault.Message);
        }
    }
}
