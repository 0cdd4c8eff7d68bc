using System.Text.Unicode;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>What the reference decoder of text 0.0.4 demands of a comment line.</summary>
internal static class TextCommentRules
{
    /// <summary>Judges what follows the hash; returns what is wrong with it, or null. Anything but HELP and TYPE is free text.</summary>
    public static string? Judge(ReadOnlySpan<byte> text, TextFamilies families)
    {
        text = text.TrimStart(" \t"u8);
        var isHelp = text.StartsWith("HELP"u8);
        var rest = isHelp || text.StartsWith("TYPE"u8) ? text[4..] : [];
        if (rest.IsEmpty || !IsBlank(rest[0]))
        {
            return null;
        }

        rest = rest.TrimStart(" \t"u8);
        if (rest.IsEmpty)
        {
            return null;
        }

        var length = rest[0] == '"' ? QuotedString.Length(rest) : MetricNames.NameLength(rest);
        var name = length > 0 && rest[0] == '"' ? rest[1..(length - 1)] : rest[..length];
        if (!Escapes.AreKnown(name))
        {
            return "invalid escape sequence";
        }

        if (name.IsEmpty || !Utf8.IsValid(name) || (length < rest.Length && !IsBlank(rest[length])))
        {
            return "invalid metric name in comment";
        }

        var family = families.Resolve(Escapes.Decode(name), out _);
        rest = rest[length..].TrimStart(" \t"u8);
        if (rest.IsEmpty)
        {
            return null;
        }

        return isHelp ? family.SetHelp(rest) : family.SetType(rest);
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';
}
