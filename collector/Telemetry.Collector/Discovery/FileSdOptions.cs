using System.ComponentModel.DataAnnotations;

namespace Telemetry.Collector.Discovery;

/// <summary>One entry of Prometheus's <c>file_sd_configs</c>: targets in files that are read again when they change.</summary>
public sealed class FileSdOptions : IValidatableObject
{
    /// <summary>Time between two looks at the files where none is written.</summary>
    public static readonly TimeSpan DefaultRefreshInterval = TimeSpan.FromSeconds(5);

    private static readonly string[] Endings = [".json", ".yml", ".yaml"];

    /// <summary>Files in Prometheus's JSON or YAML form; <c>*</c> in a file's name stands for anything.</summary>
    [MinLength(1, ErrorMessage = "file_sd_configs: files must name at least one file.")]
    public IList<string> Files { get; set; } = [];

    /// <summary>Time between two looks at the files.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "refresh_interval must be between 100ms and 1d.")]
    public TimeSpan RefreshInterval { get; set; } = DefaultRefreshInterval;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var file in Files.Where(file => !Endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))))
            yield return new($"file_sd_configs: '{file}' must end in .json, .yml or .yaml.", [nameof(Files)]);
        foreach (var file in Files.Where(file => Path.GetDirectoryName(file)?.Contains('*', StringComparison.Ordinal) == true))
            yield return new($"file_sd_configs: '{file}' may have * in the file's name only.", [nameof(Files)]);
    }
}
