namespace Telemetry.Collector.Exposition.Series;

/// <summary>Compares series by the bytes of their lines, so that a set can be asked with a span of the page.</summary>
internal sealed class SeriesKeys : IEqualityComparer<SeriesEntry>, IAlternateEqualityComparer<ReadOnlySpan<byte>, SeriesEntry>
{
    public static readonly SeriesKeys Instance = new();

    /// <inheritdoc/>
    public bool Equals(SeriesEntry? x, SeriesEntry? y) => x!.Raw.AsSpan().SequenceEqual(y!.Raw);

    /// <inheritdoc/>
    public int GetHashCode(SeriesEntry obj) => Utf8Keys.Instance.GetHashCode(obj.Raw.AsSpan());

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, SeriesEntry other) => alternate.SequenceEqual(other.Raw);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate) => Utf8Keys.Instance.GetHashCode(alternate);

    /// <summary>Never called: a series is learned with its labels before it is added.</summary>
    public SeriesEntry Create(ReadOnlySpan<byte> alternate) => throw new NotSupportedException();
}
