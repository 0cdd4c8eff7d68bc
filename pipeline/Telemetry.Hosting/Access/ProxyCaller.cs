using System.Net;
using Microsoft.AspNetCore.Http;
using Telemetry.Hosting.Running;

namespace Telemetry.Hosting.Access;

/// <summary><c>web.auth: proxy</c>: only a proxy that the settings name may connect, and it says who asks.</summary>
internal sealed class ProxyCaller(WebOptions web) : ICallerCheck
{
    private readonly IPNetwork[] _proxies = web.TrustedProxies.Select(ProxyNetwork.Parse).ToArray();

    /// <inheritdoc/>
    public string Cure => $"Come through the proxy: it must be one of web.trusted-proxies and say who you are in {web.ProxyHeader}.\n";

    /// <inheritdoc/>
    public string? Identify(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        var isTrusted = address is not null && Array.Exists(_proxies, proxy => proxy.Contains(address));
        // Two values are a client that tries to speak for the proxy.
        return isTrusted && context.Request.Headers[web.ProxyHeader] is [{ Length: > 0 } name] ? name : null;
    }

    /// <inheritdoc/>
    public int Challenge(HttpResponse response) => StatusCodes.Status401Unauthorized;
}
