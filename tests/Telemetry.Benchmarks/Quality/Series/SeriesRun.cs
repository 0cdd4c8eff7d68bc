using Telemetry.Backtest.Running;
using Telemetry.Catalog;
using Telemetry.Cli.Backtesting;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>
/// Runs <c>telemetry backtest --csv</c> on a file, in this process, and reads the files that it wrote. A scorer sees nothing else, so that
/// it judges what a user would get.
/// </summary>
internal sealed class SeriesRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-quality-");

    /// <summary>False pages allowed per day; unset, the default of the program.</summary>
    public double BudgetPerDay { get; init; } = BacktestSettings.DefaultBudgetPerDay;

    /// <summary>File of who calls whom; null for none.</summary>
    public string? Topology { get; init; }

    /// <summary>Scores of a file, in order of time.</summary>
    public IReadOnlyList<ScoreRow> Scores(string file)
    {
        var output = Temporary("scores.csv");
        Run(Request(file) with { Scores = output });
        return [.. ScoreRow.Read(output)];
    }

    /// <summary>Event lines of a file, in order of time.</summary>
    public IReadOnlyList<EventRow> Events(string file)
    {
        var output = Temporary("events.jsonl");
        Run(Request(file) with { Events = output });
        return [.. EventRow.Read(output)];
    }

    /// <summary>Forecasts of a file, in order of time.</summary>
    public IReadOnlyList<ForecastRow> Forecasts(string file)
    {
        var output = Temporary("forecasts.csv");
        Run(Request(file) with { Forecasts = output });
        return [.. ForecastRow.Read(output)];
    }

    /// <summary>A file of this run for a table that a measure puts together.</summary>
    public string Temporary(string name) => Path.Combine(_folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static void Run(CsvRequest request) => CsvBacktest.Run(request, (_, _) => { }, CancellationToken.None);

    private CsvRequest Request(string file)
    {
        var catalog = Topology is { } calls ? SignalCatalog.BuiltIn.WithTopology(CatalogOptions.Read(calls, "--topology"), calls) : SignalCatalog.BuiltIn;
        return new CsvRequest(file, new BacktestSettings(BudgetPerDay, catalog.Topology));
    }
}
