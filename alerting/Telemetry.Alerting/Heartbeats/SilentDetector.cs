using System.Globalization;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Heartbeats;

/// <summary>Whether a detector must be paged about, and the alert that does it: a pure function of its last heartbeat and the time.</summary>
internal static class SilentDetector
{
    /// <summary>Value of <c>alertname</c>.</summary>
    public const string AlertName = "TelemetryDetectorSilent";

    /// <summary>A detector that nobody has heard of for so long was taken away on purpose, and its alert ends.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    /// <summary>Longest life of an alert that is not said again: whoever says it may die too.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong; null where nothing is.</summary>
    /// <param name="heard">The last heartbeat. Its times are the detector's own, so that they are compared with each other only.</param>
    /// <param name="silence">How long ago it was first seen here.</param>
    /// <param name="options">Limits.</param>
    public static string? FaultOf(AlertCommand heard, TimeSpan silence, HeartbeatOptions options)
    {
        var heartbeat = (Heartbeat)heard.Body;
        if (silence > options.SilentAfter) return $"no heartbeat since {Text(heard.At)}: the detector, or the stream between it and alerting, has stopped";
        return heard.At - heartbeat.Through > options.LagLimit
            ? $"nothing scraped after {Text(heartbeat.Through)} was judged: the collector or the stream has stopped, or the detector cannot keep up"
            : null;
    }

    /// <summary>The alert: firing where there is a fault, else over.</summary>
    public static PostedAlert AlertOf(string source, string? fault, DateTimeOffset since, DateTimeOffset now)
    {
        var cluster = source[Heartbeat.DetectorPrefix.Length..];
        return new PostedAlert
        {
            Labels = LabelSet.Of([new("alertname", AlertName), new("cluster", cluster), new("component", "detector"), new("severity", "critical")]),
            Annotations = LabelSet.Of(
            [
                new("summary", $"Nobody is watching {cluster}: {fault ?? "the detector is back"}"),
                new("description", "Drift in this cluster goes unnoticed until the detector works again. Look at the detector's and the collector's logs and /readyz, then at the stream's lag."),
            ]),
            StartsAt = since,
            EndsAt = fault is null ? now : now + Life,
            UpdatedAt = now,
        };
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
