using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>Content of the <c>Authorization</c> header.</summary>
public sealed class AuthorizationSection
{
    /// <summary>Scheme; <c>Bearer</c> without it.</summary>
    public string? Type { get; set; }

    /// <summary>Credentials.</summary>
    [DataType(DataType.Password)]
    public string? Credentials { get; set; }

    /// <summary>File of the credentials.</summary>
    public string? CredentialsFile { get; set; }
}
