using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Telemetry.Testing.Certificates;

/// <summary>An authority made for one test, what it signs, and the PEM files of both, in a folder of the test's own.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("certificates-").FullName;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _authority;

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Test authority {RandomNumberGenerator.GetHexString(8)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(_now.AddDays(-30), _now.AddDays(30));
        AuthorityPem = _authority.ExportCertificatePem();
        AuthorityFile = Write("ca.pem", AuthorityPem);
    }

    /// <summary>The authority's certificate.</summary>
    public string AuthorityPem { get; }

    /// <summary>File of <see cref="AuthorityPem"/>.</summary>
    public string AuthorityFile { get; }

    /// <summary>Writes a file; its full path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A certificate for a name or an address, for servers and clients alike, with its key.</summary>
    /// <param name="name">Common name and only alternative name.</param>
    /// <param name="validUntil">End of its life, from now; a day without it. Negative for one that has run out.</param>
    public X509Certificate2 Issue(string name, TimeSpan? validUntil = null) => Issue([name], validUntil);

    /// <inheritdoc cref="Issue(string, TimeSpan?)"/>
    public X509Certificate2 Issue(IReadOnlyList<string> names, TimeSpan? validUntil = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(_authority, _now.AddDays(-2), _now + (validUntil ?? TimeSpan.FromDays(1)), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>The same as PEM files.</summary>
    public (string CertFile, string KeyFile) IssueFiles(string name, TimeSpan? validUntil = null)
    {
        using var certificate = Issue(name, validUntil);
        using var key = certificate.GetECDsaPrivateKey()!;
        var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{Directory.GetFiles(_folder).Length}");
        return (Write($"{file}.pem", certificate.ExportCertificatePem()), Write($"{file}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
