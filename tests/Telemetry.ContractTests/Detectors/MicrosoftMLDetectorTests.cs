using Telemetry.Detection.Detectors;
using Telemetry.Detection.MicrosoftML;

namespace Telemetry.ContractTests.Detectors;

public sealed class IidSpikeDetectorTests() : MicrosoftMLDetectorTests("iid_spike");

public sealed class SsaChangePointDetectorTests() : MicrosoftMLDetectorTests("ssa_change_point");

public sealed class SrCnnDetectorTests() : MicrosoftMLDetectorTests("sr_cnn");

/// <summary>The library's detectors under the contract of the built-in one.</summary>
public abstract class MicrosoftMLDetectorTests(string name) : LevelDetectorContract
{
    [Fact]
    public void Names_AreKnownToTheSource() => Assert.Contains(name, new MicrosoftMLDetectors().Names);

    protected override ILevelDetector Create(bool bothDirections) => new MicrosoftMLDetectors().Create(name, bothDirections);
}
