namespace Telemetry.Detection.MicrosoftML;

/// <summary>One row of what the library reads.</summary>
internal sealed class LevelRow
{
    /// <summary>The series' level, compressed.</summary>
    public float Level { get; set; }
}
