using System.Runtime.InteropServices;

namespace Telemetry.Contracts.Metrics;

/// <summary>A run of buckets without gaps; bucket <c>Offset + i</c> holds what lies in (base^(Offset+i), base^(Offset+i+1)].</summary>
/// <param name="offset">Index of the first bucket.</param>
/// <param name="counts">Count of each bucket alone.</param>
[StructLayout(LayoutKind.Auto)]
public readonly ref struct ExponentialRun(int offset, ReadOnlySpan<ulong> counts)
{
    /// <summary>Index of the first bucket.</summary>
    public int Offset { get; } = offset;

    /// <summary>Count of each bucket alone.</summary>
    public ReadOnlySpan<ulong> Counts { get; } = counts;
}

/// <summary>One exponential histogram to be written. Its base is 2^(2^-scale).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly ref struct ExponentialValue
{
    /// <summary>Resolution: each step up halves the buckets.</summary>
    public required int Scale { get; init; }

    /// <summary>Sum of the observations; NaN where unknown, and then the record has none.</summary>
    public required double Sum { get; init; }

    /// <summary>Observations whose distance from zero is at most <see cref="ZeroThreshold"/>.</summary>
    public required ulong ZeroCount { get; init; }

    /// <summary>Half the width of the bucket around zero.</summary>
    public required double ZeroThreshold { get; init; }

    /// <summary>Buckets above zero.</summary>
    public required ExponentialRun Positive { get; init; }

    /// <summary>Buckets below zero, by the distance from it.</summary>
    public required ExponentialRun Negative { get; init; }

    /// <summary>Number of observations.</summary>
    public ulong Count => ZeroCount + Total(Positive.Counts) + Total(Negative.Counts);

    private static ulong Total(ReadOnlySpan<ulong> counts)
    {
        ulong total = 0;
        foreach (var count in counts) total += count;
        return total;
    }
}
