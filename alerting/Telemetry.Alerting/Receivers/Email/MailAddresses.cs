using System.Net.Mail;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Lists of mail addresses.</summary>
internal static class MailAddresses
{
    /// <summary>Most recipients of one mail; every server must take a hundred (RFC 5321, 4.5.3.1.8).</summary>
    public const int Most = 100;

    /// <summary>Reads addresses separated by commas; null where one is none.</summary>
    public static IReadOnlyList<MailAddress>? Parse(string text)
    {
        try
        {
            var addresses = new MailAddressCollection { text };
            return [.. addresses];
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a list; null where nothing is. Templates are judged when they are expanded.</summary>
    public static string? FaultOf(string text)
    {
        if (text.Contains("{{", StringComparison.Ordinal)) return null;
        return Parse(text) switch
        {
            null => "is no list of mail addresses",
            { Count: > Most } => $"holds more than {Most} addresses",
            _ => null,
        };
    }
}
