namespace Telemetry.Detection.Detectors;

/// <summary>
/// One array for all histograms of one layout: a fleet has a few dozen layouts and a hundred thousand histograms. Keeps at most
/// <see cref="Slots"/> arrays; a layout that loses its slot to another one is only held more than once.
/// </summary>
internal static class BucketLayouts
{
    private const int Slots = 1024;

    private static readonly double[]?[] Known = new double[Slots][];

    /// <summary>The array with these bounds; nobody may write to it.</summary>
    public static double[] Of(ReadOnlySpan<double> bounds)
    {
        var hash = new HashCode();
        foreach (var bound in bounds) hash.Add(bound);
        ref var slot = ref Known[(uint)hash.ToHashCode() % Slots];
        var known = Volatile.Read(ref slot);
        if (known is not null && bounds.SequenceEqual(known)) return known;
        known = bounds.ToArray();
        Volatile.Write(ref slot, known);
        return known;
    }
}
