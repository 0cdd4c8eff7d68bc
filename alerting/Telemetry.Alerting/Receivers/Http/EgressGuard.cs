using System.Net;
using System.Net.Sockets;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>
/// Where messages may go. Judged by the addresses that a name has at the moment of connecting, so a name that changes its mind
/// afterwards leads nowhere else. Never to addresses that only a machine itself or its neighbours answer on: link-local ones (a cloud's
/// metadata), multicast, unspecified.
/// </summary>
internal sealed class EgressGuard(EgressAllowList allowed)
{
    /// <summary>Connects to the first of the host's addresses that is allowed and answers.</summary>
    /// <exception cref="ForbiddenAddressException">None of them is allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(endPoint.Host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var all = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var usable = all.Where(address => !IsNeverAllowed(address) && allowed.Allows(host, address)).ToArray();
        return usable.Length > 0 ? usable : throw new ForbiddenAddressException(
            all.Any(IsNeverAllowed)
                ? "the address is link-local, multicast or unspecified; messages never go there"
                : "the address is not in alerting.allowed_destinations; add its name or network");
    }

    /// <summary>Whether an address is one that no receiver can have.</summary>
    public static bool IsNeverAllowed(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // fd00:ec2::/32 is a cloud's metadata service under a private address.
            var high = address.GetAddressBytes();
            return address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || high is [0xfd, 0x00, 0x0e, 0xc2, ..];
        }

        return address.GetAddressBytes() is [169, 254, ..] or [0, ..] or [>= 224, ..];
    }
}
