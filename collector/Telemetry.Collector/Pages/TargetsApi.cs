using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;

namespace Telemetry.Collector.Pages;

/// <summary>
/// <c>GET /api/v1/targets</c> in Prometheus's JSON, so that its tools work here: <c>state</c> is <c>active</c>, <c>dropped</c> or
/// <c>any</c>, <c>scrapePool</c> a job's name. Another state shows nothing, as there.
/// </summary>
internal static class TargetsApi
{
    /// <summary>Writes the answer.</summary>
    public static void Write(Utf8JsonWriter json, PoolView view, IQueryCollection query)
    {
        var state = $"{query["state"]}".ToUpperInvariant();
        var pool = $"{query["scrapePool"]}";
        var rows = TargetRow.Of(view).Where(row => pool.Length == 0 || row.Target.Id.Job == pool).ToLookup(row => row.Health == TargetHealth.Dropped);
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteStartObject("data");
        json.WriteStartArray("activeTargets");
        if (state is "" or "ANY" or "ACTIVE") foreach (var row in rows[false]) WriteActive(json, row);
        json.WriteEndArray();
        json.WriteStartArray("droppedTargets");
        if (state is "" or "ANY" or "DROPPED") foreach (var row in rows[true]) WriteDropped(json, row.Target);
        json.WriteEndArray();
        json.WriteStartObject("droppedTargetCounts");
        foreach (var job in rows.SelectMany(group => group).GroupBy(row => row.Target.Id.Job, StringComparer.Ordinal).OrderBy(job => job.Key, StringComparer.Ordinal))
            json.WriteNumber(job.Key, job.Count(row => row.Health == TargetHealth.Dropped));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteActive(Utf8JsonWriter json, TargetRow row)
    {
        var target = row.Target;
        json.WriteStartObject();
        WriteDiscovered(json, target);
        json.WriteStartObject("labels");
        foreach (var (name, value) in target.Labels.Append(new("instance", target.Id.Instance)).Append(new("job", target.Id.Job)).OrderBy(label => label.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("scrapePool", target.Id.Job);
        json.WriteString("scrapeUrl", target.Url.AbsoluteUri);
        json.WriteString("globalUrl", target.Url.AbsoluteUri);
        json.WriteString("lastError", row.Reason.Length == 0 ? "" : $"{row.Reason}: {row.Detail} {row.Cure}".TrimEnd());
        json.WriteString("lastScrape", Time(row.Last?.Start ?? DateTimeOffset.MinValue));
        json.WriteNumber("lastScrapeDuration", row.Last?.Duration.TotalSeconds ?? 0);
        json.WriteString("health", $"{row.Health}".ToLowerInvariant());
        json.WriteString("scrapeInterval", DurationText.Of(target.Interval));
        json.WriteString("scrapeTimeout", DurationText.Of(target.Timeout));
        json.WriteEndObject();
    }

    private static void WriteDropped(Utf8JsonWriter json, ScrapeTarget target)
    {
        json.WriteStartObject();
        WriteDiscovered(json, target);
        json.WriteEndObject();
    }

    private static void WriteDiscovered(Utf8JsonWriter json, ScrapeTarget target)
    {
        json.WriteStartObject("discoveredLabels");
        json.WriteString("__address__", string.Create(CultureInfo.InvariantCulture, $"{target.Url.Host}:{target.Url.Port}"));
        json.WriteString("__metrics_path__", target.Url.AbsolutePath);
        json.WriteString("__scheme__", target.Url.Scheme);
        json.WriteString("__scrape_interval__", DurationText.Of(target.Interval));
        json.WriteString("__scrape_timeout__", DurationText.Of(target.Timeout));
        json.WriteString("job", target.Id.Job);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
