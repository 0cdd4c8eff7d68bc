using System.Globalization;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>What a mail server said to EHLO that it can do.</summary>
internal sealed class SmtpCapabilities(SmtpReply reply)
{
    // The first line is the greeting.
    private readonly string[][] _lines = [.. reply.Lines.Skip(1).Select(line => line.Split(' ', '=').Select(word => word.ToUpperInvariant()).ToArray())];

    /// <summary>Whether the connection can be encrypted.</summary>
    public bool HasStartTls => _lines.Any(line => line[0] == "STARTTLS");

    /// <summary>Ways to sign in.</summary>
    public IReadOnlyList<string> Mechanisms => [.. _lines.Where(line => line[0] == "AUTH").SelectMany(line => line.Skip(1))];

    /// <summary>Largest message in bytes; null where it does not say.</summary>
    public long? MaxSizeBytes => _lines.FirstOrDefault(line => line[0] == "SIZE") is [_, var text, ..]
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : null;
}
