namespace Telemetry.Collector.Doctor;

/// <summary>A family as a page shows it.</summary>
/// <param name="Name">Name of its TYPE line.</param>
/// <param name="Type">What that line says: <c>counter</c>, <c>gauge</c>, …</param>
/// <param name="Samples">Its sample lines.</param>
/// <param name="Labels">Names of the labels on any of its series, bounds left out.</param>
/// <param name="Metrics">Label sets, bounds left out.</param>
/// <param name="HasBuckets">Whether any series is a bucket, or a native histogram.</param>
/// <param name="TopBucket">Largest finite bound, infinite for a native histogram; NaN where there is none.</param>
public sealed record ExaminedFamily(
    string Name, string Type, int Samples, IReadOnlySet<string> Labels, int Metrics, bool HasBuckets, double TopBucket);
