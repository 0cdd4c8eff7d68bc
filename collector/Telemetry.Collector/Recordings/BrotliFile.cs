using System.Buffers;
using System.IO.Compression;

namespace Telemetry.Collector.Recordings;

/// <summary>How the reading of a compressed file ended.</summary>
internal enum BrotliEnd
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>The stream was closed by its writer.</summary>
    Complete,

    /// <summary>The file ends within the stream: its writer was killed, or the file was cut.</summary>
    Truncated,

    /// <summary>The bytes are not a brotli stream from here on.</summary>
    Damaged,
}

/// <summary>
/// Reads a brotli file and, other than <see cref="BrotliStream"/>, gives out everything before a cut or a damage, then tells which
/// of the two it was.
/// </summary>
internal sealed class BrotliFile : IDisposable
{
    private const int InputBytes = 64 * 1024;

    private readonly FileStream _file;
    private readonly byte[] _input = new byte[InputBytes];
    private BrotliDecoder _decoder;
    private int _start;
    private int _end;

    public BrotliFile(string path) =>
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>Bytes given out so far.</summary>
    public long Position { get; private set; }

    /// <summary>Why <see cref="Read"/> gave fewer bytes than asked for.</summary>
    public BrotliEnd End { get; private set; }

    /// <summary>Fills <paramref name="destination"/> as far as the stream goes; fewer bytes mean that <see cref="End"/> is set.</summary>
    public int Read(Span<byte> destination)
    {
        var total = 0;
        while (total < destination.Length && End == BrotliEnd.None)
        {
            var status = _decoder.Decompress(_input.AsSpan(_start, _end - _start), destination[total..], out var consumed, out var written);
            _start += consumed;
            total += written;
            if (status == OperationStatus.Done) End = BrotliEnd.Complete;
            else if (status == OperationStatus.InvalidData) End = BrotliEnd.Damaged;
            // The decoder asks for more while it still has output to give, so only an empty answer means that it has none.
            else if (status == OperationStatus.NeedMoreData && written == 0 && !Fill()) End = BrotliEnd.Truncated;
        }
        Position += total;
        return total;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _file.Dispose();
    }

    private bool Fill()
    {
        var rest = _end - _start;
        _input.AsSpan(_start, rest).CopyTo(_input);
        _start = 0;
        var read = _file.Read(_input, rest, _input.Length - rest);
        _end = rest + read;
        return read > 0;
    }
}
