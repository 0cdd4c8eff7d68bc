using System.Runtime.InteropServices;

namespace Telemetry.Contracts.Wire;

/// <summary>Why a message cannot be read. A closed set: used as a metric tag.</summary>
public enum WireError
{
    /// <summary>No failure.</summary>
    None = 0,

    /// <summary>The message ends inside a field.</summary>
    Truncated = 1,

    /// <summary>A varint of more than ten bytes or 64 bits.</summary>
    MalformedVarint = 2,

    /// <summary>Field number 0, or a wire type that does not exist or is not read here (groups).</summary>
    MalformedTag = 3,

    /// <summary>A known field with another wire type than the format says.</summary>
    WrongWireType = 4,

    /// <summary>A text field is not valid UTF-8.</summary>
    MalformedText = 5,

    /// <summary>A field has a value that the format does not allow.</summary>
    ValueOutOfRange = 6,

    /// <summary>The message says a format version that this program does not know, or none.</summary>
    UnknownVersion = 7,

    /// <summary>A field without which the message says nothing is absent.</summary>
    MissingField = 8,
}

/// <summary>A failure to read a message, and where.</summary>
/// <param name="Error">What is wrong; <see cref="WireError.None"/> when nothing is.</param>
/// <param name="Position">Byte offset into the outermost message at which it was found.</param>
/// <param name="Field">Field number being read; 0 where none was known yet.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireFailure(WireError Error, int Position, int Field)
{
    /// <summary>Whether there is a failure.</summary>
    public bool Failed => Error != WireError.None;

    /// <inheritdoc/>
    public override string ToString() => Failed ? $"{Error} at byte {Position}, field {Field}" : "no failure";
}
