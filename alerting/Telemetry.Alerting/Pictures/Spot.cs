using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Pictures;

/// <summary>A place on a raster, pixels from its upper left corner.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spot(double X, double Y);
