namespace Telemetry.Detection.Detectors;

/// <summary>Makes detectors of levels by the names that settings know them by.</summary>
public interface ILevelDetectorSource
{
    /// <summary>The detectors that it makes: lower case, words joined by underscores.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Makes one for a signal.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    ILevelDetector Create(string name, bool bothDirections);
}
