namespace Telemetry.Transport.Embedded;

/// <summary>A stream of one partition inside this process.</summary>
internal interface IEmbeddedStream
{
    /// <summary>Appends one record; see <see cref="IStreamPublisher.PublishAsync"/>.</summary>
    ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>A group's place in this stream; from now on records are kept for it. The same object for the same group.</summary>
    StreamGroup GroupOf(string group);

    /// <summary>Groups known so far.</summary>
    IReadOnlyList<StreamGroup> Groups { get; }
}
