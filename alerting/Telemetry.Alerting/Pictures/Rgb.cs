using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Pictures;

/// <summary>A colour.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rgb(byte Red, byte Green, byte Blue);
