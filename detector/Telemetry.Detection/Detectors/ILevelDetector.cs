namespace Telemetry.Detection.Detectors;

/// <summary>A signal of one number a scrape: a level, a rate, a share.</summary>
public interface ILevelDetector : ISignalDetector
{
    /// <summary>Adds to the level of this scrape. What is not finite is left out.</summary>
    void Add(double level);
}
