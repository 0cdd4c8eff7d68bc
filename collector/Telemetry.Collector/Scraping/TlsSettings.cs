using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Telemetry.Collector.Scraping;

/// <summary>Turns <c>tls_config</c> into the platform's settings.</summary>
internal static class TlsSettings
{
    /// <summary>Changes whenever one of the files does.</summary>
    public static int Stamp(TlsOptions options) => FileStamp.Of(options.CaFile, options.CertFile, options.KeyFile);

    /// <summary>Reads the files.</summary>
    /// <exception cref="CredentialsException">A file cannot be read or is no PEM.</exception>
    public static SslClientAuthenticationOptions Read(TlsOptions options)
    {
        var settings = new SslClientAuthenticationOptions();
        if (options.CaFile is { } authorities) settings.CertificateChainPolicy = Trusting(authorities);
        if (options.CertFile is { } certificate) settings.ClientCertificateContext = ClientCertificate(certificate, options.KeyFile!);
        if (options.InsecureSkipVerify)
        {
#pragma warning disable CA5359, MA0039 // The operator asked for it: kubelets sign their own certificates.
            settings.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }
        return settings;
    }

    private static X509ChainPolicy Trusting(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        Read(file, "ca_file", () => policy.CustomTrustStore.ImportFromPemFile(file));
        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new CredentialsException($"{file} holds no certificate in PEM form; check tls_config.ca_file.");
    }

    private static SslStreamCertificateContext ClientCertificate(string certificateFile, string keyFile)
    {
        SslStreamCertificateContext? context = null;
        Read($"{certificateFile} with {keyFile}", "cert_file and key_file", () =>
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificateFile);
            var leaf = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
        });
        return context!;
    }

    private static void Read(string files, string setting, Action read)
    {
        try
        {
            read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CredentialsException($"{files} cannot be read: {unreadable.Message} Check tls_config's {setting} and the files' rights.", unreadable);
        }
    }
}
