namespace Telemetry.Transport;

/// <summary>One entry of an owner's state.</summary>
/// <param name="Key">Key within the owner.</param>
/// <param name="Value">Value; null deletes the key.</param>
public readonly record struct StateEntry(string Key, ReadOnlyMemory<byte>? Value);
