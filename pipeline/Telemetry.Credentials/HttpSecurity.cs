namespace Telemetry.Credentials;

/// <summary>
/// How to prove to an HTTP server who we are, and how it has to prove who it is. Two of them with the same settings are equal. It holds
/// where the secrets lie; printed, it shows only that.
/// </summary>
public sealed record HttpSecurity
{
    /// <summary>No credentials; the system's authorities.</summary>
    public static HttpSecurity None { get; } = new();

    /// <summary>Authorities (PEM) that may sign the server's certificate; null for those of the system.</summary>
    public CredentialSource? Authorities { get; init; }

    /// <summary>Our certificate (PEM), where the server asks for one. Goes with <see cref="Key"/>.</summary>
    public CredentialSource? Certificate { get; init; }

    /// <summary>Key (PEM) of <see cref="Certificate"/>.</summary>
    public CredentialSource? Key { get; init; }

    /// <summary>Name that the server's certificate must carry; null for the host that is asked.</summary>
    public string? ServerName { get; init; }

    /// <summary>Accepts every certificate: whoever answers is believed.</summary>
    public bool SkipVerify { get; init; }

    /// <summary>Scheme of the Authorization header that carries <see cref="Token"/>.</summary>
    public string TokenScheme { get; init; } = "Bearer";

    /// <summary>Token of the Authorization header.</summary>
    public CredentialSource? Token { get; init; }

    /// <summary>User of basic authentication; null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password of <see cref="Username"/>; null for an empty one.</summary>
    public CredentialSource? Password { get; init; }
}
