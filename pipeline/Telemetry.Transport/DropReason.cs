namespace Telemetry.Transport;

/// <summary>Why a stream gave up a record.</summary>
internal enum DropReason
{
    /// <summary>The queue was full and nobody reads the stream.</summary>
    NoConsumer,

    /// <summary>Older than <c>storage.retention</c>.</summary>
    Age,

    /// <summary>The stream was over <c>storage.max_stream_bytes</c>.</summary>
    Size,
}

internal static class DropReasonTags
{
    public static string ToTag(this DropReason reason) => reason switch
    {
        DropReason.NoConsumer => "no_consumer",
        DropReason.Age => "age",
        _ => "size",
    };
}
