using System.Buffers;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>Finds a series by the bytes of its line, so that a set can be asked with a span of the page. The set holds no two of the same bytes.</summary>
internal sealed class SeriesKeys : IEqualityComparer<SeriesEntry>, IAlternateEqualityComparer<ReadOnlySpan<byte>, SeriesEntry>
{
    public static readonly SeriesKeys Instance = new();

    private const int MaxOnStack = 1024;

    /// <inheritdoc/>
    public bool Equals(SeriesEntry? x, SeriesEntry? y) => ReferenceEquals(x, y);

    /// <inheritdoc/>
    public int GetHashCode(SeriesEntry obj)
    {
        var length = obj.Raw.Length;
        var rented = length > MaxOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var line = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        obj.Raw.CopyTo(line);
        var hash = GetHashCode((ReadOnlySpan<byte>)line);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, SeriesEntry other) => other.Raw.Are(alternate);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate) => Utf8Keys.Instance.GetHashCode(alternate);

    /// <summary>Never called: a series is learned with its labels before it is added.</summary>
    public SeriesEntry Create(ReadOnlySpan<byte> alternate) => throw new NotSupportedException();
}
