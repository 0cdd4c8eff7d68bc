using System.Diagnostics.CodeAnalysis;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>A signing secret in the form of Standard Webhooks 1.0.0: <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    /// <summary>The key's bytes, where the text is a secret.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var decoded = new byte[MaxBytes];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], decoded, out var length) || length < MinBytes) return false;
        key = decoded[..length];
        return true;
    }

    /// <summary>What is wrong with a secret, without quoting it; null where nothing is.</summary>
    public static string? Fault(string secret) => TryParse(secret, out _)
        ? null
        : $"is no webhook secret: it must be {Prefix} and the base64 of {MinBytes} to {MaxBytes} bytes";
}
