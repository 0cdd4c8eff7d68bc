using Telemetry.Detection.Detectors;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>The library's detectors by name.</summary>
public sealed class MicrosoftMLDetectors : ILevelDetectorSource
{
    private const string IidSpike = "iid_spike";
    private const string SsaChangePoint = "ssa_change_point";
    private const string SrCnn = "sr_cnn";

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [IidSpike, SsaChangePoint, SrCnn];

    /// <inheritdoc/>
    public ILevelDetector Create(string name, bool bothDirections) => name switch
    {
        IidSpike => new IidSpikeDetector(bothDirections),
        SsaChangePoint => new SsaChangePointDetector(bothDirections),
        SrCnn => new SrCnnDetector(bothDirections),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No detector of this name."),
    };
}
