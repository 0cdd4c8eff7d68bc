using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Alerting.Links;

/// <summary>
/// Makes addresses that nobody can guess: HMAC-SHA-256 of purpose and subject, cut to 144 bits. Whoever was sent the address may use it;
/// nothing lists it.
/// </summary>
internal sealed class LinkSigner
{
    /// <summary>Length of a secret that we make.</summary>
    public const int SecretBytes = 32;

    /// <summary>Characters of a token.</summary>
    public const int TokenLength = 24;

    private const int TokenBytes = 18;

    private readonly byte[] _secret;

    public LinkSigner(ReadOnlySpan<byte> secret) => _secret = secret.ToArray();

    /// <summary>The token of a subject.</summary>
    public string Sign(LinkPurpose purpose, string subject)
    {
        var signature = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{(int)purpose}\n{subject}"));
        return Base64Url.EncodeToString(signature.AsSpan(0, TokenBytes));
    }

    /// <summary>Whether a token is the subject's; takes as long for a near miss as for nonsense.</summary>
    public bool Verifies(LinkPurpose purpose, string subject, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(purpose, subject)), Encoding.UTF8.GetBytes(token));
}
