using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>How a receiver is reached by HTTP.</summary>
public sealed class HttpSection
{
    /// <summary>User and password.</summary>
    public BasicAuthSection? BasicAuth { get; set; }

    /// <summary>Authorization header.</summary>
    public AuthorizationSection? Authorization { get; set; }

    /// <summary>Not supported.</summary>
    public object? Oauth2 { get; set; }

    /// <summary>The older way to write <c>authorization.credentials</c>.</summary>
    [DataType(DataType.Password)]
    public string? BearerToken { get; set; }

    /// <summary>The older way to write <c>authorization.credentials_file</c>.</summary>
    public string? BearerTokenFile { get; set; }

    /// <summary>Proxy to go through.</summary>
    public string? ProxyUrl { get; set; }

    /// <summary>Not supported.</summary>
    public object? ProxyConnectHeader { get; set; }

    /// <summary>TLS.</summary>
    public TlsSection? TlsConfig { get; set; }

    /// <summary>Whether redirects are followed; ours never are.</summary>
    public bool? FollowRedirects { get; set; }

    /// <summary>Whether HTTP/2 may be spoken.</summary>
    public bool? EnableHttp2 { get; set; }
}
