namespace Telemetry.Collector.Recordings;

/// <summary>The frames of one recorded target, one header ahead: the header says when a frame is due before its body is read.</summary>
internal sealed class PageFile : IDisposable
{
    /// <summary>No page is longer; a header that says so is damage.</summary>
    public const int MaxPageBytes = 256 * 1024 * 1024;

    private readonly BrotliFile _file;
    private readonly string _path;
    private long _whole;

    public PageFile(string path, RecordedTarget target)
    {
        _path = path;
        Target = target;
        _file = new BrotliFile(path);
    }

    public RecordedTarget Target { get; }

    /// <summary>The frame whose body comes next; set while <see cref="TryReadHeader"/> says true.</summary>
    public FrameHeader Header { get; private set; }

    /// <summary>Where and why reading ended before the end of the stream; null where it did not.</summary>
    public string? Damage { get; private set; }

    /// <summary>Moves to the next frame; false at the end, whole or not.</summary>
    public bool TryReadHeader()
    {
        Span<byte> line = stackalloc byte[FrameHeader.MaxBytes];
        var length = 0;
        while (true)
        {
            if (_file.Read(line.Slice(length, 1)) == 0) return EndOfFile(length);
            if (line[length] == (byte)'\n') break;
            if (++length == line.Length) return Fail("a frame's header is too long");
        }
        if (!FrameHeader.TryParse(line[..length], out var header)) return Fail("a frame's header is malformed");
        if (header.Length > MaxPageBytes) return Fail($"a frame of {header.Length} bytes is over the limit");
        Header = header;
        return true;
    }

    /// <summary>Reads the body of the current frame; false when the file ends within it.</summary>
    public bool TryReadBody(Span<byte> body)
    {
        if (_file.Read(body) < body.Length) return Fail(Ending());
        _whole++;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool EndOfFile(int headerBytes) =>
        headerBytes == 0 && _file.End == BrotliEnd.Complete ? false : Fail(Ending());

    private string Ending() => _file.End switch
    {
        BrotliEnd.Damaged => "the compressed stream is damaged",
        BrotliEnd.Truncated => "the compressed stream was cut or never closed",
        _ => "the last frame is incomplete",
    };

    private bool Fail(string reason)
    {
        Damage = $"{_path}: {reason} at byte {_file.Position} of the pages, after {_whole} whole frames; those are kept.";
        return false;
    }
}
