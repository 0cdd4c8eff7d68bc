using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>How a receiver is reached by HTTP. Certificates are always verified and redirects never followed.</summary>
public sealed class HttpConfigOptions : IValidatableObject
{
    /// <summary>User name and password.</summary>
    public BasicAuthOptions? BasicAuth { get; set; }

    /// <summary>Content of the <c>Authorization</c> header.</summary>
    public AuthorizationOptions? Authorization { get; set; }

    /// <summary>TLS: authority, client certificate, server name.</summary>
    public TlsConfigOptions? TlsConfig { get; set; }

    /// <summary>Proxy to go through; none is taken from the environment.</summary>
    public string? ProxyUrl { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BasicAuth is not null && Authorization is not null) yield return new("is given together with authorization; give one of them", [nameof(BasicAuth)]);
        if (ProxyUrl is not null && AddressAndSecret.UrlFault(ProxyUrl) is { } fault) yield return new(fault, [nameof(ProxyUrl)]);
    }
}
