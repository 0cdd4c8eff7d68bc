namespace Telemetry.Alerting.Routing;

/// <summary>What Prometheus and Alertmanager 0.25 take for a label's name: ASCII letters, digits and <c>_</c>, not beginning with a digit.</summary>
internal static class LabelName
{
    /// <summary>Whether the text is such a name.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => !text.IsEmpty && Length(text) == text.Length;

    /// <summary>How many characters at the beginning of the text are a name; 0 where none is.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_')) length++;
        return length > 0 && char.IsAsciiDigit(text[0]) ? 0 : length;
    }
}
