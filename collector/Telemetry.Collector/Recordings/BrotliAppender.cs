using System.Buffers;
using System.IO.Compression;

namespace Telemetry.Collector.Recordings;

/// <summary>Appends to a brotli file so that everything up to the last <see cref="Flush"/> can be read if the process dies.</summary>
internal sealed class BrotliAppender : IDisposable
{
    /// <summary>Fast enough for a large page every second, and finds the page before it again.</summary>
    private const int Quality = 5;

    /// <summary>16 MiB: the page before must lie within it to be found.</summary>
    private const int WindowBits = 24;

    private const int OutputBytes = 64 * 1024;

    private readonly FileStream _file;
    private readonly byte[] _output = new byte[OutputBytes];
    private BrotliEncoder _encoder = new(Quality, WindowBits);

    public BrotliAppender(string path) => _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Write(ReadOnlySpan<byte> bytes) => Compress(bytes, isFinalBlock: false);

    /// <summary>Ends a block and hands it to the operating system.</summary>
    public void Flush()
    {
        OperationStatus status;
        do
        {
            status = _encoder.Flush(_output, out var written);
            _file.Write(_output, 0, written);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    /// <summary>Ends the stream.</summary>
    public void Dispose()
    {
        Compress(default, isFinalBlock: true);
        _encoder.Dispose();
        _file.Dispose();
    }

    private void Compress(ReadOnlySpan<byte> bytes, bool isFinalBlock)
    {
        OperationStatus status;
        do
        {
            status = _encoder.Compress(bytes, _output, out var consumed, out var written, isFinalBlock);
            bytes = bytes[consumed..];
            _file.Write(_output, 0, written);
        }
        while (status == OperationStatus.DestinationTooSmall || !bytes.IsEmpty);
    }
}
