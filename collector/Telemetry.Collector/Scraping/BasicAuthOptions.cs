using System.ComponentModel.DataAnnotations;

namespace Telemetry.Collector.Scraping;

/// <summary>Prometheus's <c>basic_auth</c>. The password itself is never written into the settings.</summary>
public sealed class BasicAuthOptions
{
    /// <summary>User.</summary>
    [Required]
    public string Username { get; set; } = "";

    /// <summary>File of the password; read again when it changes. Without it the password is empty.</summary>
    public string? PasswordFile { get; set; }
}
