namespace Telemetry.Collector.Exposition.Series;

/// <summary>Cuts the bytes of lines into what other lines have too, and keeps that once.</summary>
internal sealed class SharedBytes
{
    /// <summary>Most tails that are kept once; lines with further ones are kept whole. A page has a few hundred bounds.</summary>
    public const int MaxTails = 4096;

    private readonly HashSet<byte[]> _tails = new(Utf8Keys.Instance);
    private byte[] _lastHead = [];

    /// <summary>The bytes of a series that was met for the first time.</summary>
    public SeriesBytes Of(ReadOnlySpan<byte> line, SeriesRole role)
    {
        var cut = role == SeriesRole.Bucket ? line.LastIndexOf("le=\""u8) + 4 : 0;
        if (cut < 4 || !TryShareTail(line[cut..], out var tail)) return new SeriesBytes(line.ToArray(), []);
        // The buckets of a histogram stand behind one another.
        if (!line[..cut].SequenceEqual(_lastHead)) _lastHead = line[..cut].ToArray();
        return new SeriesBytes(_lastHead, tail);
    }

    private bool TryShareTail(ReadOnlySpan<byte> text, out byte[] tail)
    {
        if (_tails.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out tail!)) return true;
        if (_tails.Count == MaxTails) return false;
        tail = text.ToArray();
        return _tails.Add(tail);
    }
}
