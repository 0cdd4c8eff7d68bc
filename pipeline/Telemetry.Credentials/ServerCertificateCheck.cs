using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Telemetry.Credentials;

/// <summary>Judges the certificates of one server and remembers what the last one was like. Safe for concurrent use.</summary>
/// <param name="acceptsAll">Whether a certificate with problems is accepted; what it is like is remembered all the same.</param>
public sealed class ServerCertificateCheck(bool acceptsAll)
{
    private volatile Verdict _last = new(CertificateProblem.None, "", NotAfter: null);

    /// <summary>What was wrong with the certificate that was seen last.</summary>
    public CertificateProblem Problem => _last.Problem;

    /// <summary>The same in words: subject, dates, and what did not fit; empty where nothing was wrong.</summary>
    public string Detail => _last.Detail;

    /// <summary>When the certificate that was seen last runs out; null before the first.</summary>
    public DateTimeOffset? NotAfter => _last.NotAfter;

    /// <summary>The platform's callback.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var leaf = certificate as X509Certificate2;
        _last = new(ProblemOf(chain, errors), errors == SslPolicyErrors.None ? "" : Describe(leaf, chain, errors), leaf?.NotAfter.ToUniversalTime());
        return acceptsAll || errors == SslPolicyErrors.None;
    }

    private static CertificateProblem ProblemOf(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return CertificateProblem.None;
        var found = Flags(chain);
        // An authority that is not known is told before a date: the cure of the date would not help.
        if (found.HasFlag(X509ChainStatusFlags.UntrustedRoot) || found.HasFlag(X509ChainStatusFlags.PartialChain)) return CertificateProblem.Untrusted;
        if (found.HasFlag(X509ChainStatusFlags.NotTimeValid)) return CertificateProblem.Expired;
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateProblem.WrongName : CertificateProblem.Untrusted;
    }

    private static string Describe(X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        if (leaf is null) return "the server showed no certificate.";
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())));
        var because = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"; its names are {string.Join(", ", names)}" : "";
        var status = Flags(chain) is var found and not X509ChainStatusFlags.NoError ? $"; {found}" : "";
        return $"the certificate {leaf.Subject} of {leaf.Issuer}, valid {leaf.NotBefore.ToUniversalTime():u} to {leaf.NotAfter.ToUniversalTime():u}, was not accepted{status}{because}.";
    }

    private static X509ChainStatusFlags Flags(X509Chain? chain) =>
        chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;

    private sealed record Verdict(CertificateProblem Problem, string Detail, DateTimeOffset? NotAfter);
}
