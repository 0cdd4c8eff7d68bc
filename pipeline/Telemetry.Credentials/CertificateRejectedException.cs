using System.Security.Authentication;

namespace Telemetry.Credentials;

/// <summary>The server's certificate was not accepted.</summary>
/// <param name="problem">Why.</param>
/// <param name="message">The certificate's subject, dates and what did not fit.</param>
public sealed class CertificateRejectedException(CertificateProblem problem, string message) : AuthenticationException(message)
{
    /// <summary>Why it was not accepted.</summary>
    public CertificateProblem Problem { get; } = problem;
}
