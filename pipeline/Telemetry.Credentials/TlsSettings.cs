using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Telemetry.Credentials;

/// <summary>Turns <see cref="HttpSecurity"/> into the platform's settings.</summary>
public static class TlsSettings
{
    /// <summary>Changes whenever one of the files does.</summary>
    public static int Stamp(HttpSecurity security) =>
        FileStamp.Of(security.Authorities?.File, security.Certificate?.File, security.Key?.File);

    /// <summary>Reads the files.</summary>
    /// <param name="security">What to trust and what to show.</param>
    /// <param name="check">Judges the server's certificate, and remembers it.</param>
    /// <exception cref="CredentialsException">A file cannot be read or is no PEM.</exception>
    public static SslClientAuthenticationOptions Read(HttpSecurity security, ServerCertificateCheck check) => new()
    {
        CertificateChainPolicy = security.Authorities is { } authorities ? Trusting(authorities) : null,
        ClientCertificateContext = security.Certificate is { } certificate ? ClientCertificate(certificate, security.Key!) : null,
#pragma warning disable CA5359 // It throws what it does not accept, so that the reason arrives.
        RemoteCertificateValidationCallback = check.Accept,
#pragma warning restore CA5359
    };

    private static X509ChainPolicy Trusting(CredentialSource authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        Import(policy.CustomTrustStore, authorities);
        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new CredentialsException($"{authorities.Name} holds no certificate in PEM form; give the authority's certificate.");
    }

    private static SslStreamCertificateContext ClientCertificate(CredentialSource certificate, CredentialSource key)
    {
        var chain = new X509Certificate2Collection();
        Import(chain, certificate);
        try
        {
            var leaf = X509Certificate2.CreateFromPem(certificate.Read(), key.Read());
            return SslStreamCertificateContext.Create(leaf, chain, offline: true);
        }
        catch (CryptographicException unreadable)
        {
            throw new CredentialsException($"{certificate.Name} with {key.Name} is no certificate with its key: {unreadable.Message} Both must be PEM and belong together.", unreadable);
        }
    }

    private static void Import(X509Certificate2Collection into, CredentialSource source)
    {
        try
        {
            into.ImportFromPem(source.Read());
        }
        catch (CryptographicException unreadable)
        {
            throw new CredentialsException($"{source.Name} is no certificate in PEM form: {unreadable.Message}", unreadable);
        }
    }
}
