namespace Telemetry.Alerting.Receivers.Http;

/// <summary>Judges requests that no whole answer came to.</summary>
internal static class HttpFault
{
    /// <summary>What became of the attempt.</summary>
    public static DeliveryResult Judge(Exception fault)
    {
        if (Find<ForbiddenAddressException>(fault) is { } forbidden) return new(DeliveryOutcome.Refused, forbidden.Message);
        var error = (fault as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ResponseEnded;
        var neverConnected = error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;
        return new(DeliveryOutcome.Unavailable, Describe(error), MayHaveArrived: !neverConnected);
    }

    // Messages of the framework name the address, which may be a secret.
    private static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "the name was not found",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "TLS failed: check the receiver's certificate and tls_config",
        HttpRequestError.ProxyTunnelError => "the proxy let nothing through",
        HttpRequestError.ResponseEnded => "the answer broke off",
        HttpRequestError.InvalidResponse => "the answer is no HTTP",
        _ => $"network fault ({error})",
    };

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found) return found;
        }

        return null;
    }
}
