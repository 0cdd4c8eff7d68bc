using System.Runtime.InteropServices;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// Name and labels of a series as the page writes them, in two pieces: the buckets of a histogram differ only behind <c>le="</c>, and
/// share what is before it. Without that the bytes of its lines would be half of what a series costs.
/// </summary>
/// <param name="Head">What it begins with.</param>
/// <param name="Tail">What follows; mostly empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeriesBytes(byte[] Head, byte[] Tail)
{
    /// <summary>Of a series that is no line.</summary>
    public static readonly SeriesBytes None = new([], []);

    /// <summary>Bytes of both.</summary>
    public int Length => Head.Length + Tail.Length;

    /// <summary>Whether a text begins with these bytes.</summary>
    public bool Begin(ReadOnlySpan<byte> text) => text.StartsWith(Head) && text[Head.Length..].StartsWith(Tail);

    /// <summary>Whether a text is these bytes.</summary>
    public bool Are(ReadOnlySpan<byte> text) => text.Length == Length && Begin(text);

    /// <summary>Writes them to the begin of a span that has room.</summary>
    public void CopyTo(Span<byte> target)
    {
        Head.CopyTo(target);
        Tail.CopyTo(target[Head.Length..]);
    }
}
