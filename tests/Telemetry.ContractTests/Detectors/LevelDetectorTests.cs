using Telemetry.Detection.Detectors;

namespace Telemetry.ContractTests.Detectors;

public sealed class LevelDetectorTests : LevelDetectorContract
{
    protected override ILevelDetector Create(bool bothDirections) => new LevelDetector(LevelScale.Logarithm, bothDirections);
}
