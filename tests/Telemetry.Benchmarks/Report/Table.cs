namespace Telemetry.Benchmarks.Report;

/// <summary>Prints results as they come, in aligned columns under a heading.</summary>
internal sealed class Table(TextWriter output)
{
    private const int FirstColumn = 44;
    private const int OtherColumns = 20;

    public static Table Console { get; } = new(System.Console.Out);

    public void Heading(string title, params string[] columns)
    {
        output.WriteLine();
        Row(title, columns);
        output.WriteLine(new string('-', FirstColumn + (OtherColumns * columns.Length)));
    }

    public void Row(string name, params string[] cells) =>
        output.WriteLine(string.Concat(name.PadRight(FirstColumn), string.Concat(cells.Select(cell => cell.PadLeft(OtherColumns)))));

    /// <summary>A row of median, 99th percentile, maximum and what the percentile should stay below.</summary>
    public void Quantiles(string name, IReadOnlyList<TimeSpan> sorted, string limit) =>
        Row(name, Figures.Quantile(sorted, 0.5), Figures.Quantile(sorted, 0.99), Figures.Quantile(sorted, 1), limit);

    public void Note(string text) => output.WriteLine(text);
}
