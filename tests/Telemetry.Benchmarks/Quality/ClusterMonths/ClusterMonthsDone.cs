using System.Globalization;
using Telemetry.Detection.Detectors;
using Telemetry.Detector;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Quality.ClusterMonths;

/// <summary>
/// Cluster-months that were run to their end, in <c>artifacts/quality</c>, so that a run which is ended early goes on where it was. Those of
/// another build of the detector are not counted.
/// </summary>
internal sealed class ClusterMonthsDone
{
    private static readonly string Build = string.Join('-', new[] { typeof(HistogramDetector), typeof(DetectorOptions) }
        .Select(type => type.Module.ModuleVersionId.ToString("N")[..8]));

    private readonly string _path = Path.Combine(Repository.Root, "artifacts", "quality", "cluster-months.csv");
    private readonly Dictionary<int, ClusterMonth> _months = [];

    public ClusterMonthsDone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        if (!File.Exists(_path)) return;
        foreach (var cells in File.ReadLines(_path).Select(line => line.Split(',')).Where(cells => cells[0] == Build))
            _months[int.Parse(cells[1], CultureInfo.InvariantCulture)] =
                new ClusterMonth(int.Parse(cells[2], CultureInfo.InvariantCulture), int.Parse(cells[3], CultureInfo.InvariantCulture));
    }

    /// <summary>The months so far, by the cluster's seed.</summary>
    public IReadOnlyDictionary<int, ClusterMonth> Months => _months;

    /// <summary>Keeps a month; one thread at a time.</summary>
    public void Add(int seed, ClusterMonth month)
    {
        _months[seed] = month;
        File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{Build},{seed},{month.Pages},{month.Incidents}\n"));
    }
}
