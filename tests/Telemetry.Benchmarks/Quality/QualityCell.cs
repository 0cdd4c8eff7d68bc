namespace Telemetry.Benchmarks.Quality;

/// <summary>Place of a figure in a table of values.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
internal sealed record QualityCell(string Line, string Column);
