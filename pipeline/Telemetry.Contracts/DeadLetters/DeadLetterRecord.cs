namespace Telemetry.Contracts.DeadLetters;

/// <summary>A record that could not be read, one record of <see cref="Streams.DeadLetter"/>: what it was, where it lay, why it failed.</summary>
public sealed record DeadLetterRecord
{
    /// <summary>Most bytes of the source's value that are kept; <see cref="ValueBytes"/> tells how many there were.</summary>
    public const int MaxValueBytes = 512 * 1024;

    /// <summary>Most bytes of the source's key that are kept.</summary>
    public const int MaxKeyBytes = 4096;

    /// <summary>Stream it was read from.</summary>
    public required string Stream { get; init; }

    /// <summary>Partition of that stream.</summary>
    public required int Partition { get; init; }

    /// <summary>Offset in that partition.</summary>
    public required long Offset { get; init; }

    /// <summary>Reason of a closed set, for example the name of a <see cref="Wire.WireError"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>One line that says more: byte position, field.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The source's key.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>The source's value, or its first <see cref="MaxValueBytes"/>.</summary>
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>Size of the source's value.</summary>
    public long ValueBytes { get; init; }

    /// <summary>Where it lay, as <c>stream/partition/offset</c>: the same for the same record however often it is read.</summary>
    public string Identity => $"{Stream}/{Partition}/{Offset}";
}
