namespace Telemetry.Transport;

/// <summary>A transport did not do what it was asked.</summary>
public class TransportException : Exception
{
    public TransportException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether trying again later can help.</summary>
    public bool IsTransient { get; }
}

/// <summary>A record is larger than <c>Streams.MaxRecordBytes</c>.</summary>
public sealed class RecordTooLargeException(string stream, int bytes)
    : TransportException($"A record of {bytes} bytes for {stream} is over the limit; split it before publishing.", isTransient: false);

/// <summary>Stored state cannot be read.</summary>
public class CorruptStateException(string message, Exception? innerException = null)
    : TransportException(message, isTransient: false, innerException);

/// <summary>The storage file is damaged: what can be read of it can be carried over.</summary>
public sealed class DamagedStorageException(string message)
    : CorruptStateException(message);
