using Telemetry.Contracts;

namespace Telemetry.Transport;

/// <summary>The bound on one record, the same on every transport.</summary>
internal static class RecordLimit
{
    /// <exception cref="RecordTooLargeException">Key and value exceed <see cref="Streams.MaxRecordBytes"/>.</exception>
    public static void Check(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        var bytes = key.Length + value.Length;
        if (bytes > Streams.MaxRecordBytes) throw new RecordTooLargeException(stream, bytes);
    }
}
