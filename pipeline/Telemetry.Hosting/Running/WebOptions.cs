using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Configuration;
using Telemetry.Hosting.Access;

namespace Telemetry.Hosting.Running;

/// <summary>The one HTTP port of a process: health, own metrics, and what the roles serve.</summary>
public sealed class WebOptions : IValidatableObject
{
    public const string DefaultListenAddress = "127.0.0.1:9099";
    public const string DefaultProxyHeader = "X-Forwarded-User";

    private static readonly string[] Loopback = ["127.0.0.0/8", "::1"];

    /// <summary>Address and port; <c>:9099</c> listens on every address of the machine, which <c>web.auth: none</c> does only with <c>--insecure-listen</c>.</summary>
    [ConfigurationKeyName("listen-address")]
    public string ListenAddress { get; set; } = DefaultListenAddress;

    /// <summary>How others reach this process, for the links of pages and messages. A path in it is put before all of ours, as with an Alertmanager. Default: the listen address.</summary>
    [ConfigurationKeyName("external-url")]
    public Uri? ExternalUrl { get; set; }

    /// <summary>Path that requests come under where a proxy changes it on the way; without it the one of <c>external-url</c>. Requests without any are answered too.</summary>
    [ConfigurationKeyName("route-prefix")]
    public string? RoutePrefix { get; set; }

    /// <summary>What paths of requests begin with where they come under a prefix, such as <c>/telemetry</c>; empty for none.</summary>
    public string PathPrefix => RoutePrefix is null ? PathOf(ExternalUrl) : WithoutEnd(RoutePrefix);

    /// <summary>What the paths of our pages begin with for whoever reads them.</summary>
    public string LinkPrefix => ExternalUrl is null ? PathPrefix : PathOf(ExternalUrl);

    /// <summary>Who may use the port: everybody, whoever knows a token, or whoever a proxy in front lets in. Health pages are always open.</summary>
    public WebAuth Auth { get; set; }

    /// <summary>File of the tokens for <c>auth: token</c>, one a line; read again when it changes.</summary>
    [ConfigurationKeyName("token-file")]
    public string? TokenFile { get; set; }

    /// <summary>Header in which the proxy says who asks, for <c>auth: proxy</c>. The proxy must drop it from what clients send.</summary>
    [ConfigurationKeyName("proxy-header")]
    [Required]
    public string ProxyHeader { get; set; } = DefaultProxyHeader;

    /// <summary>Addresses or networks of the proxies for <c>auth: proxy</c>; nobody else may connect.</summary>
    [ConfigurationKeyName("trusted-proxies")]
    public List<string> TrustedProxies { get; set; } = [.. Loopback];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Running.ListenAddress.TryParse(ListenAddress, out _))
            yield return new ValidationResult($"'{ListenAddress}' is no address and port; write 127.0.0.1:9099 or :9099", [nameof(ListenAddress)]);
        if (ExternalUrl is { Scheme: not ("http" or "https") })
            yield return new ValidationResult("is not an http or https URL", [nameof(ExternalUrl)]);
        if (RoutePrefix is not null && (!RoutePrefix.StartsWith('/') || RoutePrefix.AsSpan().ContainsAny('?', '#')))
            yield return new ValidationResult($"'{RoutePrefix}' is no path; write /telemetry, or / for none", [nameof(RoutePrefix)]);
        if (Auth == WebAuth.Token && TokenFile is null)
            yield return new ValidationResult("is needed for web.auth token; name a file with a token on each line", [nameof(TokenFile)]);
        if (Auth == WebAuth.Token && TokenFile is not null && Access.TokenFile.TryRead(TokenFile) is not { Count: > 0 })
            yield return new ValidationResult($"'{TokenFile}' cannot be read or holds no token; write one on each line", [nameof(TokenFile)]);
        foreach (var proxy in TrustedProxies.Where(proxy => !ProxyNetwork.TryParse(proxy, out _)))
            yield return new ValidationResult($"'{proxy}' is no address or network; write 10.0.0.7 or 10.0.0.0/8", [nameof(TrustedProxies)]);
    }

    /// <summary>Why a process must not listen so, with the cure; null where it may. Without a login only this machine is let near.</summary>
    public string? FindExposure() =>
        Auth == WebAuth.None && Running.ListenAddress.TryParse(ListenAddress, out var endPoint) && !IPAddress.IsLoopback(endPoint.Address)
            ? $"web.listen-address {ListenAddress} can be reached from other machines, and web.auth is none: set web.auth to token or proxy, listen on 127.0.0.1, or say --insecure-listen."
            : null;

    private static string PathOf(Uri? address) => WithoutEnd(address?.AbsolutePath ?? "");

    private static string WithoutEnd(string path) => path.TrimEnd('/');
}
