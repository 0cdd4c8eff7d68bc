namespace Telemetry.Testing.Kafka;

/// <summary>A topic of the stand-in broker.</summary>
public sealed record StandInTopic(int Partitions, int Replicas, IReadOnlyDictionary<string, string> Settings);
