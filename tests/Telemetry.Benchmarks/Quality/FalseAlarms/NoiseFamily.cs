namespace Telemetry.Benchmarks.Quality.FalseAlarms;

/// <summary>Laws of the noise that a simulated series is driven by; each of mean 0 and about unit variance.</summary>
internal enum NoiseFamily
{
    /// <summary>Standard normal.</summary>
    Normal,

    /// <summary>Student's t with four degrees of freedom.</summary>
    Student,

    /// <summary>Exponential of a normal, skewed to the right.</summary>
    LogNormal,

    /// <summary>Exponential.</summary>
    Exponential,

    /// <summary>Normal, one in a hundred five times as wide.</summary>
    Bursts,

    /// <summary>Uniform.</summary>
    Uniform,
}
