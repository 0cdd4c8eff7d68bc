using System.Diagnostics;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>Detectors of levels that settings may choose, side by side on a part of the web indicators: the built-in one and those that this build has.</summary>
/// <param name="adapters">Where further detectors come from.</param>
internal sealed class LevelDetectorsMeasure(IReadOnlyList<ILevelDetectorSource> adapters) : IQualityMeasure
{
    private const string Set = "kpi";
    private const string BuiltIn = "built_in";
    private const string Command = "./telemetry bench quality level-detectors";

    // A fit a row costs milliseconds: 4,800 rows a detector are a minute.
    private const int Files = 8;
    private const int Learned = 512;
    private const int Judged = 600;

    // Rows of one series come a minute or five apart; what detectors are told is the distance of these.
    private const double MsPerSecond = 1000;

    /// <inheritdoc/>
    public string Name => "level-detectors";

    /// <inheritdoc/>
    public string Method => $"""
        What a setting may choose for a signal of one number, behind one interface, on a part of `{Set}/`: of each of the first {Files} series with a label in its second half,
        {Learned} rows are learned and the {Judged} behind them scored, from 100 rows before the first labelled run on. F1 with the seven-point rule at the best
        threshold, chosen afterwards. Cost is processor time of the scored rows. Detectors of Microsoft.ML stand here where the build has them
        (`-p:CardPackages=true`); goals are not asked of them.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var stretches = context.Files(Set).Select(file => LabelledStretch.Of(file, Learned, Judged)).OfType<LabelledStretch>().Take(Files).ToList();
        if (stretches.Count == 0) return [];
        var rows = RowsOf(BuiltIn, () => new ScalarDetector(), stretches);
        return [.. rows, .. adapters.SelectMany(source => source.Names.SelectMany(name => RowsOf(name, () => source.Create(name, bothDirections: true), stretches)))];
    }

    private static QualityRow[] RowsOf(string name, Func<ILevelDetector> create, List<LabelledStretch> stretches)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var judged = stretches.ConvertAll(stretch => Judge(create(), stretch));
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var count = judged.Sum(one => one.Rows.Count);
        return
        [
            new QualityRow($"level detectors, {name}: F1 on a part of {Set}", DelayedF1.Best(judged), "", judged.Sum(one => one.Events().Count()), Command) { Note = "threshold chosen afterwards" },
            new QualityRow($"level detectors, {name}: milliseconds of processor time a row", spent * MsPerSecond / count, "", count, Command),
        ];
    }

    private static JudgedSeries Judge(ILevelDetector detector, LabelledStretch stretch)
    {
        var (rows, last) = (new List<JudgedRow>(), stretch.Learned[0].TimeMs);
        foreach (var row in stretch.Learned) Learn(row);
        foreach (var row in stretch.Judged)
        {
            detector.Add(row.Value);
            var score = detector.Score(TimeOf(row));
            rows.Add(new JudgedRow(row.IsLabelled, score.Evidence, IsAlert: false));
            detector.Learn(TimeOf(row), Learning.Allowed);
            last = row.TimeMs;
        }

        return new JudgedSeries(Set, rows, 0);

        void Learn(LabelledValue row)
        {
            detector.Add(row.Value);
            detector.Learn(TimeOf(row), Learning.Allowed);
            last = row.TimeMs;
        }

        ScrapeTime TimeOf(LabelledValue row) => new(row.TimeMs, (row.TimeMs - last) / MsPerSecond);
    }
}
