using System.Runtime.InteropServices;
using Telemetry.Backtest.Csv;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>One row of a labelled series that has a value.</summary>
/// <param name="TimeMs">Unix milliseconds.</param>
/// <param name="Value">The value.</param>
/// <param name="IsLabelled">Whether it is labelled.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LabelledValue(long TimeMs, double Value, bool IsLabelled);

/// <summary>A bounded part of a labelled series, for detectors that cost too much to see all of it.</summary>
/// <param name="Learned">Rows that are learned only.</param>
/// <param name="Judged">Rows that are scored and learned, the first labelled run of the second half among them.</param>
internal sealed record LabelledStretch(IReadOnlyList<LabelledValue> Learned, IReadOnlyList<LabelledValue> Judged)
{
    // The run does not begin where the judging does.
    private const int LeadRows = 100;

    /// <summary>Cuts it out of a file; null where the second half has no label or too little before it.</summary>
    public static LabelledStretch? Of(string file, int learned, int judged)
    {
        var rows = Read(file);
        var run = rows.FindIndex(rows.Count / 2, row => row.IsLabelled);
        var start = run - LeadRows - learned;
        return run < 0 || start < 0 ? null : new LabelledStretch(rows.GetRange(start, learned), [.. rows.Skip(start + learned).Take(judged)]);
    }

    private static List<LabelledValue> Read(string file)
    {
        var (labels, next, rows) = (LabelledSeries.Load(file), 0, new List<LabelledValue>());
        foreach (var sample in CsvFile.Load(file, _ => { }).Samples)
        {
            while (next < labels.Times.Count && labels.Times[next] < sample.TimeMs / 1000.0) next++;
            if (next < labels.Times.Count && double.IsFinite(sample.Value)) rows.Add(new LabelledValue(sample.TimeMs, sample.Value, labels.IsLabelled[next]));
        }

        return rows;
    }
}
