namespace Telemetry.Benchmarks.Quality;

/// <summary>
/// One block of the table of <c>docs/quality.md</c>. A measure seeds its own randomness, reads only what the context names, and reports
/// what it sees, goal reached or not.
/// </summary>
internal interface IQualityMeasure
{
    /// <summary>Short name: <c>./telemetry bench quality NAME</c> runs it alone.</summary>
    string Name { get; }

    /// <summary>What is measured and how, in a few sentences of Markdown for the page.</summary>
    string Method { get; }

    /// <summary>Measures.</summary>
    /// <returns>Rows in the order of the page; none where the folders hold no input for it.</returns>
    IReadOnlyList<QualityRow> Run(QualityContext context);
}
