namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>TLS towards a receiver.</summary>
public sealed class TlsSection
{
    /// <summary>Authorities that may sign the certificate.</summary>
    public string? CaFile { get; set; }

    /// <summary>Our certificate.</summary>
    public string? CertFile { get; set; }

    /// <summary>Key of it.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Name that the certificate must carry.</summary>
    public string? ServerName { get; set; }

    /// <summary>Not supported: certificates are always verified.</summary>
    public bool InsecureSkipVerify { get; set; }

    /// <summary>Lowest version of TLS; ours is 1.2.</summary>
    public string? MinVersion { get; set; }

    /// <summary>Highest version of TLS.</summary>
    public string? MaxVersion { get; set; }
}
