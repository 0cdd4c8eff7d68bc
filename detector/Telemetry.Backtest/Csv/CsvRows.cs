using System.Globalization;
using Telemetry.Backtest.Samples;

namespace Telemetry.Backtest.Csv;

/// <summary>Puts the rows of a file into a table, and notes what is odd about them.</summary>
internal sealed class CsvRows(CsvHeader header, SampleTable table)
{
    private readonly List<(int Column, int Series)> _series = [.. header.Columns.Select(column => (column.Column, table.IndexOf(column.Name)))];
    private long _latestMs = long.MinValue;

    /// <summary>Takes one row.</summary>
    public void Add(List<string> fields)
    {
        var notes = table.Notes;
        if (!CsvTime.TryParse(fields[0], out var timeMs))
        {
            notes.BadTimes++;
            return;
        }

        if (fields.Count != header.Count) notes.RaggedRows++;
        // The long form is often in the order of its series.
        if (timeMs < _latestMs && !header.IsLong) notes.Backwards++;
        _latestMs = Math.Max(_latestMs, timeMs);
        if (header.IsLong) Add(table.IndexOf(Field(fields, header.SeriesColumn)), timeMs, Field(fields, header.ValueColumn));
        else foreach (var (column, series) in _series) Add(series, timeMs, Field(fields, column));
    }

    private static string Field(List<string> fields, int column) => column < fields.Count ? fields[column] : "";

    private void Add(int series, long timeMs, string text) => table.Add(new Sample(series, timeMs, Parse(text)));

    private double Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) return value;
        if (text.Length == 0 || double.IsNaN(value)) table.Notes.Empty++;
        else table.Notes.NotNumbers++;
        return double.NaN;
    }
}
