using System.ComponentModel.DataAnnotations;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>Prometheus's <c>tls_config</c>. Files are PEM and are read again when they change.</summary>
public sealed class TlsOptions : IValidatableObject
{
    /// <summary>Authorities that may sign the target's certificate; without it those of the system.</summary>
    public string? CaFile { get; set; }

    /// <summary>Our certificate, where the target asks for one.</summary>
    public string? CertFile { get; set; }

    /// <summary>Key of <see cref="CertFile"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Name that the target's certificate must carry; without it the host of the target.</summary>
    public string? ServerName { get; set; }

    /// <summary>Accepts every certificate; the log and <c>telemetry.collector.targets.unverified</c> say so.</summary>
    public bool InsecureSkipVerify { get; set; }

    /// <summary>The same, as clients take it.</summary>
    internal HttpSecurity ToSecurity() => new()
    {
        Authorities = FileOf(CaFile),
        Certificate = FileOf(CertFile),
        Key = FileOf(KeyFile),
        ServerName = ServerName,
        SkipVerify = InsecureSkipVerify,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertFile is null != KeyFile is null)
            yield return new("tls_config: cert_file and key_file go together; write both or neither.", [nameof(CertFile)]);
    }

    private static CredentialSource? FileOf(string? path) => path is null ? null : CredentialSource.OfFile(path);
}
