using System.Runtime.InteropServices;

namespace Telemetry.Transport.Kafka.State;

/// <summary>A piece of a value that is too large for one record.</summary>
/// <param name="Generation">0 or 1: a value is written into the one that the head does not name.</param>
/// <param name="Index">Position of the piece, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StateChunk(int Generation, int Index);
