using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Settings;

/// <summary>Section <c>transport</c>.</summary>
internal sealed class TransportSettings
{
    /// <summary><c>embedded</c>: in this process, one SQLite file. <c>kafka</c>: brokers, see section <c>kafka</c>.</summary>
    public TransportKind Kind { get; set; } = TransportKind.Embedded;

    /// <summary>Bounds of the embedded transport.</summary>
    public EmbeddedTransportOptions Embedded { get; set; } = new();
}

/// <summary>What the roles stand on.</summary>
internal enum TransportKind
{
    Embedded,
    Kafka,
}
