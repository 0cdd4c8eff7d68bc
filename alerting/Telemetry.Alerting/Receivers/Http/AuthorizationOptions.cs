using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>Content of the <c>Authorization</c> header.</summary>
public sealed class AuthorizationOptions : IValidatableObject
{
    /// <summary>First word of the header.</summary>
    public string Type { get; set; } = "Bearer";

    /// <summary>File that holds the credentials; read again for each send.</summary>
    public string? CredentialsFile { get; set; }

    /// <summary>The credentials themselves, from an Alertmanager's file alone.</summary>
    internal string? Credentials { get; set; }

    internal SecretSource Secret => new(CredentialsFile, Credentials, "authorization.credentials_file");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AddressAndSecret.CheckSecret(Secret, nameof(CredentialsFile), _ => null);
}
