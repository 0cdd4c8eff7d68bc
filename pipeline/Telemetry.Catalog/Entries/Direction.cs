namespace Telemetry.Catalog.Entries;

/// <summary>Which way a signal is telling.</summary>
internal enum Direction
{
    Up,
    Both,
}
