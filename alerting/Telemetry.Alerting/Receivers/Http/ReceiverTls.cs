using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>TLS towards a receiver. Its certificate is always verified; our files are read at each handshake, so a rotated one needs no restart.</summary>
internal static class ReceiverTls
{
    /// <summary>What a connection is made with.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="targetHost">Name that the certificate must be for where the settings name none; null for the address's.</param>
    public static SslClientAuthenticationOptions Options(TlsConfigOptions settings, string? targetHost)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = settings.ServerName ?? targetHost };
        if (settings.CaFile is { } authorities) options.RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, authorities);
        if (settings.CertFile is { } file && settings.KeyFile is { } key) options.LocalCertificateSelectionCallback = (_, _, _, _, _) => Load(file, key);
        return options;
    }

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, string authoritiesFile)
    {
        if (certificate is not X509Certificate2 theirs || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        try
        {
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authoritiesFile);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }

        return chain.Build(theirs);
    }

    private static X509Certificate2 Load(string certificateFile, string keyFile)
    {
        using var fromPem = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        return X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), password: null);
    }
}
