using System.Net.Http.Headers;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>One request to a receiver.</summary>
/// <param name="Url">Where to; may be a secret, so it is never shown.</param>
/// <param name="Json">Body of a POST; null for a GET.</param>
internal sealed record ReceiverRequest(Uri Url, ReadOnlyMemory<byte>? Json)
{
    /// <summary>What is cut out of whatever the answer quotes.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Adds headers, authentication for example.</summary>
    public Action<HttpRequestHeaders>? AddHeaders { get; init; }

    /// <summary>Judges a 2xx answer by its body, for receivers that say no with it; null where 2xx is yes.</summary>
    public Func<string, DeliveryResult>? JudgeBody { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; init; } = AttemptTimeout.Page;
}
