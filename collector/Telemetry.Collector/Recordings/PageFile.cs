namespace Telemetry.Collector.Recordings;

/// <summary>The frames of one recorded target, one header ahead: the header says when a frame is due before its body is read.</summary>
internal sealed class PageFile(string path, RecordedTarget target) : IDisposable
{
    /// <summary>No page is longer.</summary>
    public const int MaxPageBytes = FrameReader.MaxBodyBytes;

    private readonly FrameReader _frames = new(path);

    public RecordedTarget Target { get; } = target;

    /// <summary>The frame whose body comes next; set while <see cref="TryReadHeader"/> says true.</summary>
    public FrameHeader Header { get; private set; }

    /// <summary>Where and why reading ended before the end of the stream; null where it did not.</summary>
    public string? Damage => _frames.Damage;

    /// <summary>Moves to the next frame; false at the end, whole or not.</summary>
    public bool TryReadHeader()
    {
        Span<byte> line = stackalloc byte[FrameHeader.MaxBytes];
        if (!_frames.TryReadHeader(line, out var length)) return false;
        if (!FrameHeader.TryParse(line[..length], out var header)) return _frames.Fail("a frame's header is malformed");
        if (header.Length > MaxPageBytes) return _frames.Fail($"a frame of {header.Length} bytes is over the limit");
        Header = header;
        return true;
    }

    /// <summary>Reads the body of the current frame; false when the file ends within it.</summary>
    public bool TryReadBody(Span<byte> body) => _frames.TryReadBody(body);

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();
}
