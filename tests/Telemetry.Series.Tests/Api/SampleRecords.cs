using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;

namespace Telemetry.Series.Tests.Api;

/// <summary>Small records for tests.</summary>
internal static class SampleRecords
{
    public static TargetId Self { get; } = new("demo", "self", "127.0.0.1:19090");

    public static SignalRecord Scrape(long timeMs, params SignalPoint[] points) => new()
    {
        Target = Self, ScrapeTimeMs = timeMs, ScrapeDurationMs = 12, IntervalMs = 5000, Up = true, Points = points,
    };

    public static SignalRecord FailedScrape(long timeMs) => Scrape(timeMs) with { Up = false };

    public static SignalPoint Fsync(double value, double score = 0.5, Verdict verdict = Verdict.Scored) => new(
        "etcd_wal_fsync", "etcd_disk_wal_fsync_duration_seconds", "", "etcd", verdict, score, 1, 0, value, 0.004, "s");

    public static IncidentRecord Incident(
        IncidentChange change, long sequence, long atMs, Severity severity = Severity.Critical, string component = "etcd") => new()
    {
        Cluster = "demo", IncidentId = "i1", Sequence = sequence, Change = change, Severity = severity,
        At = DateTimeOffset.FromUnixTimeMilliseconds(atMs), DecidedBy = DateTimeOffset.FromUnixTimeMilliseconds(atMs),
        Began = DateTimeOffset.FromUnixTimeMilliseconds(atMs).AddSeconds(-30.5),
        Root = [new(component, "disk", 0.8), new("apiserver", "", 0.1)],
        Signals = [new("etcd_wal_fsync", "etcd_disk_wal_fsync_duration_seconds", component, "127.0.0.1:19090", 7.5,
            DateTimeOffset.FromUnixTimeMilliseconds(atMs), 0.2, 0.004, "s")],
        Summary = "etcd disk is slow",
    };
}
