namespace Telemetry.Collector.Recordings;

/// <summary>The frames of one recorded resource, one header ahead.</summary>
internal sealed class ObjectFile(string path, RecordedResource resource) : IDisposable
{
    private readonly FrameReader _frames = new(path);

    /// <summary>What the manifest says of it.</summary>
    public RecordedResource Resource => resource;

    /// <summary>The frame whose document comes next; set while <see cref="TryReadHeader"/> says true.</summary>
    public ObjectFrameHeader Header { get; private set; }

    /// <summary>Where and why reading ended before the end of the stream; null where it did not.</summary>
    public string? Damage => _frames.Damage;

    /// <summary>Moves to the next frame; false at the end, whole or not.</summary>
    public bool TryReadHeader()
    {
        Span<byte> line = stackalloc byte[FrameHeader.MaxBytes];
        if (!_frames.TryReadHeader(line, out var length)) return false;
        if (!ObjectFrameHeader.TryParse(line[..length], out var header)) return _frames.Fail("a frame's header is malformed");
        if (header.Length > FrameReader.MaxBodyBytes) return _frames.Fail($"a frame of {header.Length} bytes is over the limit");
        Header = header;
        return true;
    }

    /// <summary>Reads the document of the current frame; null when the file ends within it.</summary>
    public byte[]? ReadDocument()
    {
        var document = new byte[Header.Length];
        return _frames.TryReadBody(document) ? document : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();
}
