using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Forms of text in a mail: everything that goes over the wire is ASCII in short lines, whatever it says.</summary>
internal static class MailText
{
    // An encoded word may have 75 characters (RFC 2047); this many bytes of base64 leave room for its frame.
    private const int BytesPerWord = 45;
    private const int PlainHeaderLength = 60;
    private const int HashBytes = 16;

    /// <summary>A header's value. Line breaks and other control characters become spaces: nobody smuggles in a header.</summary>
    public static string Header(string value)
    {
        var line = string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        var isPlain = line.Length <= PlainHeaderLength && line.All(char.IsAscii) && !line.Contains("=?", StringComparison.Ordinal);
        return isPlain ? line : EncodedHeader(line);
    }

    /// <summary>A header's value in encoded words, whatever it holds.</summary>
    public static string EncodedHeader(string line) => string.Join("\r\n ", Words(line).Select(word => $"=?utf-8?B?{word}?="));

    /// <summary>A body as base64 in lines of 76 characters.</summary>
    public static string Body(string text)
    {
        var normalized = text.ReplaceLineEndings("\r\n");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(normalized), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n") + "\r\n";
    }

    /// <summary>A short name that is the same for the same text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));

    private static IEnumerable<string> Words(string line)
    {
        var word = new List<byte>(BytesPerWord);
        foreach (var rune in line.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > BytesPerWord)
            {
                yield return Convert.ToBase64String([.. word]);
                word.Clear();
            }

            word.AddRange(bytes);
        }

        yield return Convert.ToBase64String([.. word]);
    }
}
