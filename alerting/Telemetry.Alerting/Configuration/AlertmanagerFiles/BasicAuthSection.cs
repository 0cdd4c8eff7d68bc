using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>HTTP basic authentication.</summary>
public sealed class BasicAuthSection
{
    /// <summary>User name.</summary>
    public string? Username { get; set; }

    /// <summary>Password.</summary>
    [DataType(DataType.Password)]
    public string? Password { get; set; }

    /// <summary>File of the password.</summary>
    public string? PasswordFile { get; set; }
}
