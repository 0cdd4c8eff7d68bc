using Telemetry.Collector.Scraping;
using Telemetry.Credentials;

namespace Telemetry.Collector.Discovery;

/// <summary>
/// How the parts of a cluster are asked: with the credentials of the Kubernetes API and the cluster's authority, unless the settings say
/// otherwise. That the API server is not verified says nothing about the others.
/// </summary>
/// <param name="api">How the API server is asked.</param>
internal sealed class ClusterSecurity(HttpSecurity api)
{
    /// <summary>Name that every API server's certificate carries, whatever its address.</summary>
    private const string ApiServerName = "kubernetes.default.svc";

    /// <summary>For the API server's own address, through its node proxy.</summary>
    public HttpSecurity Proxied => api;

    /// <summary>For the API servers, one by one.</summary>
    public HttpSecurity ApiServers(ComponentOptions options)
    {
        var security = Of(options.TlsConfig, options.Authorization, isKnownThere: true);
        return security with { ServerName = options.TlsConfig.ServerName ?? ApiServerName, SkipVerify = security.SkipVerify || api.SkipVerify };
    }

    /// <summary>For another part.</summary>
    /// <param name="tls">Its TLS settings.</param>
    /// <param name="authorization">Its authorization; null for none of its own.</param>
    /// <param name="isKnownThere">Whether it asks the API server who we are; only then is it shown our credentials.</param>
    public HttpSecurity Of(TlsOptions tls, AuthorizationOptions? authorization, bool isKnownThere)
    {
        var security = tls.ToSecurity();
        security = security with { Authorities = security.Authorities ?? api.Authorities };
        if (authorization is not null)
            return security with { TokenScheme = authorization.Type, Token = CredentialSource.OfFile(authorization.CredentialsFile) };
        if (!isKnownThere) return security;
        return security with
        {
            Certificate = security.Certificate ?? api.Certificate,
            Key = security.Key ?? api.Key,
            Token = api.Token,
            Username = api.Username,
            Password = api.Password,
        };
    }
}
