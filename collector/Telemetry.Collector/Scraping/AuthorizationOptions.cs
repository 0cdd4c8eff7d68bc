using System.ComponentModel.DataAnnotations;

namespace Telemetry.Collector.Scraping;

/// <summary>Prometheus's <c>authorization</c>. The secret itself is never written into the settings.</summary>
public sealed class AuthorizationOptions
{
    /// <summary>Scheme of the header.</summary>
    [Required]
    public string Type { get; set; } = "Bearer";

    /// <summary>File of the token; read again when it changes, as a service account's does every hour.</summary>
    [Required]
    public string CredentialsFile { get; set; } = "";
}
