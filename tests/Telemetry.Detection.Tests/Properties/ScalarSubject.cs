using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>A level with noise of a few per cent.</summary>
internal sealed class ScalarSubject(int seed, bool hasDayProfile = true) : DetectorSubject(new ScalarDetector(hasDayProfile: hasDayProfile))
{
    private readonly Gaussian _noise = new(seed);

    protected override ISignalDetector Create() => new ScalarDetector(hasDayProfile: hasDayProfile);

    protected override void Observe(double factor, double seconds) => ((ScalarDetector)Detector).Add(100 * factor * (1 + (0.03 * _noise.Normal())));
}
