using System.ComponentModel.DataAnnotations;

namespace Telemetry.Detector;

/// <summary>Settings of the detector, section <c>detector</c>: how many false alarms are allowed, and how late a record may be.</summary>
public sealed class DetectorOptions
{
    /// <summary>False pages allowed per cluster in 30 days.</summary>
    [Range(0.01, 100, ErrorMessage = "must lie between 0.01 and 100")]
    public double PagesPerMonth { get; set; } = 1;

    /// <summary>False tickets allowed per cluster and day.</summary>
    [Range(0.01, 100, ErrorMessage = "must lie between 0.01 and 100")]
    public double TicketsPerDay { get; set; } = 1;

    /// <summary>False tickets allowed per cluster and day for several parts that are slightly unusual at once; they never page.</summary>
    [Range(0.01, 100, ErrorMessage = "must lie between 0.01 and 100")]
    public double ClusterTicketsPerDay { get; set; } = 1;

    /// <summary>How late a record may be and still take part in correlation; zero means two intervals of the slowest target.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "must lie between 0s and 10m")]
    public TimeSpan Lateness { get; set; }

    /// <summary>
    /// Signals that another detector than the built-in one watches: signal id to the detector's name, for signals of one number a scrape.
    /// A build with the Microsoft.ML adapter knows <c>iid_spike</c>, <c>ssa_change_point</c> and <c>sr_cnn</c>.
    /// </summary>
    public Dictionary<string, string> Detectors { get; set; } = [];

    /// <summary>
    /// Signals that another forecaster than the built-in one foretells: signal id to the forecaster's name, for signals that are forecast. A
    /// build with the Microsoft.ML adapter knows <c>ssa</c>.
    /// </summary>
    public Dictionary<string, string> Forecasters { get; set; } = [];
}
