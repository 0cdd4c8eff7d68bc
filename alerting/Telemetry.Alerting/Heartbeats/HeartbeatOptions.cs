using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Heartbeats;

/// <summary>Section <c>alerting.heartbeat</c>: who watches the watchers.</summary>
public sealed class HeartbeatOptions : IValidatableObject
{
    /// <summary>File with the address of an outside dead-man's switch, which is asked by GET as long as alerting takes and reads commands. Left out, nobody outside is told.</summary>
    public string? UrlFile { get; set; }

    /// <summary>Time between two pings of that address.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must lie between 1s and 1d")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A detector that was heard of and then says nothing for so long is paged about.</summary>
    [Range(typeof(TimeSpan), "00:00:20", "1.00:00:00", ErrorMessage = "must lie between 20s and 1d")]
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A detector whose newest scrape is older than this is paged about: the collector or the stream has stopped, or it cannot keep up.</summary>
    [Range(typeof(TimeSpan), "00:00:20", "1.00:00:00", ErrorMessage = "must lie between 20s and 1d")]
    public TimeSpan LagLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UrlFile is null) yield break;
        if (!SecretFile.TryRead(UrlFile, out var url, out var error)) yield return new(error, [nameof(UrlFile)]);
        else if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) yield return new($"'{UrlFile}' holds no http or https URL", [nameof(UrlFile)]);
    }
}
