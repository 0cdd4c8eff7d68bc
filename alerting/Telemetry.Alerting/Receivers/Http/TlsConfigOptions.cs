using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>TLS towards a receiver. Files are read again for each connection.</summary>
public sealed class TlsConfigOptions : IValidatableObject
{
    /// <summary>File of the authorities that are trusted, as PEM; those of the system without it.</summary>
    public string? CaFile { get; set; }

    /// <summary>File of our certificate, as PEM.</summary>
    public string? CertFile { get; set; }

    /// <summary>File of our certificate's key, as PEM.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Name that the receiver's certificate must be for, where it is not the address's.</summary>
    public string? ServerName { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertFile is null != KeyFile is null) yield return new("and key_file go together; give both", [nameof(CertFile)]);
        foreach (var (file, property) in new[] { (CaFile, nameof(CaFile)), (CertFile, nameof(CertFile)), (KeyFile, nameof(KeyFile)) })
        {
            if (file is not null && !SecretFile.TryRead(file, out _, out var error)) yield return new(error, [property]);
        }
    }
}
