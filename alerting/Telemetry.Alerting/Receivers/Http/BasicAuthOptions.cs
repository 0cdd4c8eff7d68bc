using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>HTTP basic authentication.</summary>
public sealed class BasicAuthOptions : IValidatableObject
{
    /// <summary>User name.</summary>
    public string? Username { get; set; }

    /// <summary>File that holds the password; read again for each send.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The password itself, from an Alertmanager's file alone.</summary>
    internal string? Password { get; set; }

    internal SecretSource Secret => new(PasswordFile, Password, "basic_auth.password_file");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Username)) yield return new("is missing", [nameof(Username)]);
        foreach (var fault in AddressAndSecret.CheckSecret(Secret, nameof(PasswordFile), _ => null)) yield return fault;
    }
}
