using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>One entry of <c>email_configs</c>; texts are templates.</summary>
public sealed class EmailSection
{
    /// <summary>Whether the end is sent.</summary>
    public bool? SendResolved { get; set; }

    /// <summary>Who it goes to.</summary>
    public string? To { get; set; }

    /// <summary>Who it comes from.</summary>
    public string? From { get; set; }

    /// <summary>Name that the server is greeted with.</summary>
    public string? Hello { get; set; }

    /// <summary>Mail server.</summary>
    public string? Smarthost { get; set; }

    /// <summary>User name.</summary>
    public string? AuthUsername { get; set; }

    /// <summary>Password.</summary>
    [DataType(DataType.Password)]
    public string? AuthPassword { get; set; }

    /// <summary>File of the password.</summary>
    public string? AuthPasswordFile { get; set; }

    /// <summary>Secret for CRAM-MD5.</summary>
    [DataType(DataType.Password)]
    public string? AuthSecret { get; set; }

    /// <summary>Identity for PLAIN.</summary>
    public string? AuthIdentity { get; set; }

    /// <summary>Whether it goes by TLS only.</summary>
    public bool? RequireTls { get; set; }

    /// <summary>TLS.</summary>
    public TlsSection? TlsConfig { get; set; }

    /// <summary>Further headers.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Text as HTML.</summary>
    public string? Html { get; set; }

    /// <summary>Plain text.</summary>
    public string? Text { get; set; }
}
