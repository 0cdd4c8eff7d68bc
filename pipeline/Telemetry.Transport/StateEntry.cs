namespace Telemetry.Transport;

/// <summary>One entry of an owner's state.</summary>
/// <param name="Key">Key within the owner.</param>
/// <param name="Value">Value; null deletes the key. A null array converts to an empty value, not to null.</param>
public readonly record struct StateEntry(string Key, ReadOnlyMemory<byte>? Value);
