namespace Telemetry.Collector.Recordings;

/// <summary>Reads the frames of a recorded file: a header line, then a body. Its user knows what stands in the line.</summary>
internal sealed class FrameReader(string path) : IDisposable
{
    /// <summary>No body is longer; a header that says so is damage.</summary>
    public const int MaxBodyBytes = 256 * 1024 * 1024;

    private readonly BrotliFile _file = new(path);
    private long _whole;

    /// <summary>Where and why reading ended before the end of the stream; null where it did not.</summary>
    public string? Damage { get; private set; }

    /// <summary>Reads a header line without its newline; false at the end, whole or not.</summary>
    /// <param name="line">Room of <see cref="FrameHeader.MaxBytes"/>.</param>
    /// <param name="length">Length of the line.</param>
    public bool TryReadHeader(Span<byte> line, out int length)
    {
        length = 0;
        while (true)
        {
            if (_file.Read(line.Slice(length, 1)) == 0) return length == 0 && _file.End == BrotliEnd.Complete ? false : Fail(Ending());
            if (line[length] == (byte)'\n') return true;
            if (++length == line.Length) return Fail("a frame's header is too long");
        }
    }

    /// <summary>Reads a body; false when the file ends within it.</summary>
    public bool TryReadBody(Span<byte> body)
    {
        if (_file.Read(body) < body.Length) return Fail(Ending());
        _whole++;
        return true;
    }

    /// <summary>Notes that the file cannot be read from here on, and why; always false.</summary>
    public bool Fail(string reason)
    {
        Damage = $"{path}: {reason} at byte {_file.Position} of the pages, after {_whole} whole frames; those are kept.";
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private string Ending() => _file.End switch
    {
        BrotliEnd.Damaged => "the compressed stream is damaged",
        BrotliEnd.Truncated => "the compressed stream was cut or never closed",
        _ => "the last frame is incomplete",
    };
}
