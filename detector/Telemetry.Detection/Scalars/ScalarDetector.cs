using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>A series of single values of any unit: rates, gauges, shares, whatever a CSV column holds.</summary>
public sealed class ScalarDetector : ISignalDetector
{
    private readonly LevelDetector _level;

    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    public ScalarDetector(bool bothDirections = true) => _level = new LevelDetector(LevelScale.Logarithm, bothDirections);

    /// <summary>Adds to the value of this sample.</summary>
    public void Add(double value) => _level.Add(value);

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape) => _level.Score(scrape);

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning) => _level.Learn(scrape, learning);

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer) => _level.Save(writer);

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader) => _level.Restore(ref reader);
}
