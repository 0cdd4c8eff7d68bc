namespace Telemetry.Credentials;

/// <summary>What is wrong with a server's certificate.</summary>
public enum CertificateProblem
{
    /// <summary>None of the trusted authorities signed it, or the server showed none.</summary>
    Untrusted,

    /// <summary>It, or an authority above it, has run out or is not yet valid.</summary>
    Expired,

    /// <summary>It does not carry the name that was asked for.</summary>
    WrongName,
}
