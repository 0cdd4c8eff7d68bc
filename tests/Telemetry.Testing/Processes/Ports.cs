using System.Net;
using System.Net.Sockets;

namespace Telemetry.Testing.Processes;

/// <summary>Free loopback ports.</summary>
public static class Ports
{
    /// <summary>A port nobody listens on now. Somebody else may take it before you do; programs that can choose one themselves should.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
