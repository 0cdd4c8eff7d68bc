using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Alerting.Acknowledging;

/// <summary>
/// The header <c>X-PagerDuty-Signature</c> of a webhook v3: <c>v1=</c> and hex of HMAC-SHA-256 over the raw body, several with commas
/// between them while a secret is being changed.
/// </summary>
internal static class PagerDutySignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-PagerDuty-Signature";

    private const string Version = "v1=";

    /// <summary>Whether one of the signatures is that of one of the secrets.</summary>
    public static bool IsValid(string header, ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        var signatures = header.Split(',', StringSplitOptions.TrimEntries).Where(signature => signature.StartsWith(Version, StringComparison.Ordinal))
            .Select(signature => Encoding.ASCII.GetBytes(signature[Version.Length..].ToLowerInvariant())).ToArray();
        var isValid = false;
        foreach (var secret in secrets)
        {
            var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
            foreach (var signature in signatures) isValid |= CryptographicOperations.FixedTimeEquals(signature, expected);
        }

        return isValid;
    }
}
