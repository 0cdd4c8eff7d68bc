using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Receivers;

/// <summary>What the settings of every receiver that is reached by HTTP have in common.</summary>
public abstract class HttpReceiverConfigOptions : ReceiverConfigOptions
{
    private protected HttpReceiverConfigOptions(bool sendResolved, bool sendTickets)
        : base(sendResolved, sendTickets)
    {
    }

    /// <summary>How the receiver is reached: authentication, TLS, proxy.</summary>
    public HttpConfigOptions HttpConfig { get; set; } = new();
}
