using System.Runtime.InteropServices;

namespace Telemetry.Transport.Embedded;

/// <summary>What a trim takes from a stream, and what the stream then holds.</summary>
/// <param name="Aged">Records over the retention time.</param>
/// <param name="Crowded">Records over the size bound.</param>
/// <param name="HeldBytes">Bytes, keys and values, that stay.</param>
/// <param name="AgeChecked">When ages were last looked at.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Trimmed(long Aged, long Crowded, long HeldBytes, DateTimeOffset AgeChecked)
{
    public long Records => Aged + Crowded;
}
