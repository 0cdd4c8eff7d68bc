namespace Telemetry.Detection.Correlation;

/// <summary>Something that was changed in the cluster, as far as correlation asks.</summary>
/// <param name="Id">Deterministic: the same change has the same id however often it is told.</param>
/// <param name="SeenMs">Event time at which it was seen, Unix milliseconds.</param>
/// <param name="MadeMs">When it was made, as far as known, else when it was seen; Unix milliseconds.</param>
/// <param name="Component">Component that it concerns; empty where it is none.</param>
/// <param name="IsRestart">Whether it is a process that began anew.</param>
/// <param name="IsRoutine">Whether a controller made it in the course of its work: an autoscaler follows the load, it does not make it.</param>
/// <param name="Content">All that is known of it, as the caller wants it back in an incident.</param>
public sealed record ClusterChange(
    string Id, long SeenMs, long MadeMs, string Component, bool IsRestart, bool IsRoutine, ReadOnlyMemory<byte> Content);
