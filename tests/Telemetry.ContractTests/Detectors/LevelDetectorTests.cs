using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.ContractTests.Detectors;

public sealed class LevelDetectorTests : LevelDetectorContract
{
    protected override ILevelDetector Create(bool bothDirections) => new ScalarDetector(bothDirections);
}
