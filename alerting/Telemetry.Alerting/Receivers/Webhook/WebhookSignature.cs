using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Signs a message by Standard Webhooks 1.0.0, symmetric scheme <c>v1</c>.</summary>
internal static class WebhookSignature
{
    /// <summary><c>v1,</c> and the base64 of HMAC-SHA-256 over <c>id.timestamp.body</c>; the timestamp is in Unix seconds.</summary>
    public static string Sign(byte[] key, string messageId, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{messageId}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
