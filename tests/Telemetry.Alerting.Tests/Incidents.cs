using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Tests;

/// <summary>Incident records made by hand: etcd's disk is slow and the API server feels it.</summary>
internal static class Incidents
{
    public static readonly DateTimeOffset Began = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static IncidentRecord Record(
        long sequence, Severity severity, IncidentChange change = IncidentChange.Updated, string id = "i-1", string cluster = "prod") => new()
    {
        Cluster = cluster,
        IncidentId = id,
        Sequence = sequence,
        Change = change,
        At = Began.AddSeconds(10 * (sequence + 1)),
        DecidedBy = Began.AddSeconds((10 * (sequence + 1)) - 1),
        Severity = severity,
        Began = Began,
        Root = [new("etcd", "disk", 0.84), new("apiserver", "load", 0.09)],
        Signals =
        [
            new("etcd_wal_fsync", "etcd_disk_wal_fsync_duration_seconds", "etcd", "etcd-0", 9.3, Began, 0.0612, 0.0021, "s"),
            new("apiserver_latency", "apiserver_request_duration_seconds", "apiserver", "10.0.0.1:6443", 5.1, Began.AddSeconds(20), 0.412, 0.221, "s"),
        ],
        Summary = $"etcd WAL sync p99 61 ms, 29x normal, for {10 * sequence} s; API requests +86 %. Probable root: etcd disk (84 %).",
    };

    public static IncidentRecord Worse(long sequence, int number) => Record(sequence, Severity.Critical) with
    {
        At = Began.AddMinutes(7 * number),
        Worsening = new(number, Began.AddMinutes(7 * number), WorseningReason.LimitCrossed, "apiserver", "API requests p99", 1.4, 1, "s"),
    };

    public static IncidentRecord Opened(Severity severity, string id = "i-1") => Record(1, severity, IncidentChange.Opened, id);

    public static IncidentRecord Resolved(long sequence, Severity severity = Severity.Critical, string id = "i-1") =>
        Record(sequence, severity, IncidentChange.Resolved, id);
}
