using System.IO.Compression;
using Telemetry.Backtest.Samples;

namespace Telemetry.Backtest.Csv;

/// <summary>Reads a CSV file of one or more series (<c>docs/backtest.md</c>).</summary>
internal static class CsvFile
{
    private const int ProgressEvery = 4096;

    /// <summary>Reads the whole file into a table in order of time.</summary>
    /// <param name="path">The file; gzipped where its name ends in <c>.gz</c>.</param>
    /// <param name="read">Told how much of the file has been read, 0 to 1.</param>
    /// <exception cref="BacktestException">It cannot be read, or has no column of values.</exception>
    public static SampleTable Load(string path, Action<double> read)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var text = new StreamReader(content);
            var table = new SampleTable();
            Read(text, path, table, () => read((double)file.Position / Math.Max(1, file.Length)));
            table.Sort();
            return table;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BacktestException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    private static void Read(StreamReader text, string path, SampleTable table, Action progress)
    {
        var fields = new List<string>();
        var first = text.ReadLine() ?? throw new BacktestException($"{path} is empty; its first line names the columns.");
        CsvFields.Split(first, fields);
        var header = CsvHeader.Read(fields, out var isData);
        if (!header.IsLong && header.Columns.Count == 0) throw new BacktestException($"{path} has no column of values behind its time.");
        var rows = new CsvRows(header, table);
        if (isData) rows.Add(fields);
        var count = isData ? 1 : 0;
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            CsvFields.Split(line, fields);
            rows.Add(fields);
            if (++count % ProgressEvery == 0) progress();
        }

        if (count > 0 && table.Notes.BadTimes == count) throw new BacktestException($"{path} has no row with a readable time: the first column is Unix seconds, seconds from 0, or YYYY-MM-DD HH:MM:SS.");
    }
}
