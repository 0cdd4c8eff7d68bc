namespace Telemetry.Collector.Exposition.Printing;

/// <summary>A native histogram decoded for printing; buckets are numbered as OTLP does, by their lower bound.</summary>
/// <param name="Schema">Resolution.</param>
/// <param name="Sum">Sum of the observations.</param>
/// <param name="ZeroThreshold">Half the width of the bucket around zero.</param>
/// <param name="ZeroCount">Observations around zero.</param>
/// <param name="PositiveOffset">Number of the first bucket above zero.</param>
/// <param name="Positive">Counts above zero.</param>
/// <param name="NegativeOffset">Number of the first bucket below zero.</param>
/// <param name="Negative">Counts below zero.</param>
internal sealed record PrintedNative(
    int Schema, double Sum, double ZeroThreshold, ulong ZeroCount,
    int PositiveOffset, IReadOnlyList<long> Positive, int NegativeOffset, IReadOnlyList<long> Negative);
