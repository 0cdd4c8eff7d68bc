namespace Telemetry.Transport.Kafka.Clients;

/// <summary>
/// What the operator said of the brokers' version. A broker too old to be asked for it leaves administrative requests to time out, so
/// they are not sent to one that is known to be too old.
/// </summary>
internal static class BrokerAge
{
    /// <summary>First version that creates topics by request (KIP-4).</summary>
    public static readonly Version CreatesTopics = new(0, 10, 1);

    /// <summary>First version that recognises a producer's retries (KIP-98).</summary>
    public static readonly Version KnowsIdempotence = new(0, 11, 0);

    /// <summary>First version that tells a topic's settings (KIP-133).</summary>
    public static readonly Version TellsSettings = new(0, 11, 0);

    private const string ApiVersionRequest = "api.version.request";
    private const string VersionFallback = "broker.version.fallback";

    /// <summary>False when the properties say that the brokers are older.</summary>
    public static bool MayBe(Version version, IReadOnlyDictionary<string, string> properties) =>
        properties.GetValueOrDefault(ApiVersionRequest) != "false"
        || !Version.TryParse(properties.GetValueOrDefault(VersionFallback), out var stated)
        || stated >= version;
}
