namespace Telemetry.Backtest.Csv;

/// <summary>What the columns of a file are: the first is the time; <c>label</c> is never read.</summary>
internal sealed class CsvHeader
{
    private const string Label = "label";
    private const string Series = "series";
    private const string Value = "value";

    private readonly List<(int Column, string Name)> _series = [];

    private CsvHeader(IReadOnlyList<string> names)
    {
        Count = names.Count;
        var rest = Enumerable.Range(1, Math.Max(0, names.Count - 1)).Where(column => !Is(names[column], Label)).ToList();
        if (rest is [var first, var second] && Is(names[first], Series) && Is(names[second], Value))
        {
            (SeriesColumn, ValueColumn) = (first, second);
            return;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in rest) _series.Add((column, Unique(names[column], column, used)));
    }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>Column of the series' name in the long form; else 0.</summary>
    public int SeriesColumn { get; }

    /// <summary>Column of the value in the long form; else 0.</summary>
    public int ValueColumn { get; }

    /// <summary>Whether each row is one value of one series.</summary>
    public bool IsLong => SeriesColumn > 0;

    /// <summary>Columns that are series, with their names; none in the long form.</summary>
    public IReadOnlyList<(int Column, string Name)> Columns => _series;

    /// <summary>Reads the first line of a file. One that begins with a time is data: then the columns are <c>value</c>, or numbered.</summary>
    public static CsvHeader Read(IReadOnlyList<string> fields, out bool isData)
    {
        isData = CsvTime.TryParse(fields[0], out _);
        if (!isData) return new CsvHeader(fields);
        return new CsvHeader(fields.Count == 2 ? ["time", Value] : ["time", .. Enumerable.Range(1, fields.Count - 1).Select(column => $"column{column}")]);
    }

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static string Unique(string name, int column, HashSet<string> used)
    {
        var unique = name.Length == 0 ? $"column{column}" : name;
        while (!used.Add(unique)) unique = $"{unique}#{column}";
        return unique;
    }
}
