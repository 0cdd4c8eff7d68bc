using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Telemetry.Credentials;

/// <summary>Judges the certificates of one server and remembers until when the last one holds. Safe for concurrent use.</summary>
/// <param name="acceptsAll">Whether a certificate is accepted whatever is wrong with it.</param>
public sealed class ServerCertificateCheck(bool acceptsAll)
{
    // Unix seconds; 0 before the first certificate.
    private long _notAfter;

    /// <summary>When the certificate that was seen last runs out, accepted or not; null before the first.</summary>
    public DateTimeOffset? NotAfter => Interlocked.Read(ref _notAfter) is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The platform's callback.</summary>
    /// <exception cref="CertificateRejectedException">The certificate is not accepted; the platform hands it on inside its own.</exception>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var leaf = certificate as X509Certificate2;
        if (leaf is not null) Interlocked.Exchange(ref _notAfter, new DateTimeOffset(leaf.NotAfter).ToUnixTimeSeconds());
        if (acceptsAll || errors == SslPolicyErrors.None) return true;
        throw new CertificateRejectedException(ProblemOf(chain, errors), Describe(leaf, chain, errors));
    }

    private static CertificateProblem ProblemOf(X509Chain? chain, SslPolicyErrors errors)
    {
        var found = Flags(chain);
        // An authority that is not known is told before a date: the cure of the date would not help.
        if (found.HasFlag(X509ChainStatusFlags.UntrustedRoot) || found.HasFlag(X509ChainStatusFlags.PartialChain)) return CertificateProblem.Untrusted;
        if (found.HasFlag(X509ChainStatusFlags.NotTimeValid)) return CertificateProblem.Expired;
        return errors == SslPolicyErrors.RemoteCertificateNameMismatch ? CertificateProblem.WrongName : CertificateProblem.Untrusted;
    }

    private static string Describe(X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        if (leaf is null) return "the server showed no certificate.";
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())));
        var name = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"; its names are {string.Join(", ", names)}" : "";
        var status = Flags(chain) is var found and not X509ChainStatusFlags.NoError ? $"; {found}" : "";
        return $"the certificate {leaf.Subject} by {leaf.Issuer}, valid {leaf.NotBefore.ToUniversalTime():u} to {leaf.NotAfter.ToUniversalTime():u}, was not accepted{status}{name}.";
    }

    private static X509ChainStatusFlags Flags(X509Chain? chain) =>
        chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
}
