namespace Telemetry.Contracts.Wire;

/// <summary>Protobuf wire types that we read and write. Groups (3, 4) are long deprecated and are refused.</summary>
public enum WireType
{
    /// <summary>Base-128 integer.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>A varint length, then that many bytes: strings, messages, packed lists.</summary>
    LengthDelimited = 2,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
