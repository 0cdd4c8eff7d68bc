using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>What watches and foretells the signals, where the settings may choose.</summary>
/// <param name="Levels">Detectors of signals of one number a scrape.</param>
/// <param name="Forecasters">Forecasters.</param>
public sealed record DetectorChoices(LevelDetectors Levels, SignalForecasters Forecasters)
{
    /// <summary>What is built in, everywhere.</summary>
    public static DetectorChoices BuiltIn { get; } = new(LevelDetectors.BuiltIn, SignalForecasters.BuiltIn);

    /// <summary>Part of a checkpoint's fingerprint.</summary>
    public string Fingerprint => Levels.Fingerprint + Forecasters.Fingerprint;
}
