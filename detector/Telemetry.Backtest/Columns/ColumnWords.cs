namespace Telemetry.Backtest.Columns;

/// <summary>The words of a column's name, and the kind that they tell.</summary>
internal static class ColumnWords
{
    // In this order: "CpuUsageRate" is CPU, "error_rate" a failure, "request_latency" a latency.
    private static readonly (ColumnKind Kind, string[] Words)[] Kinds =
    [
        (ColumnKind.Success, ["success", "availability", "available", "uptime", "healthy"]),
        (ColumnKind.Failure, ["error", "errors", "fail", "failed", "failure", "failures", "drop", "drops", "dropped", "loss", "5xx", "4xx", "reject", "rejected", "timeouts"]),
        (ColumnKind.Latency, ["latency", "lat", "duration", "delay", "rt", "rtt", "response", "wait", "elapsed", "time", "ms", "p50", "p90", "p95", "p99", "p999", "quantile"]),
        (ColumnKind.Cpu, ["cpu", "processor", "throttled"]),
        (ColumnKind.Memory, ["memory", "mem", "heap", "rss", "swap"]),
        (ColumnKind.Device, ["disk", "io", "network", "net", "bytes", "bandwidth", "fs"]),
        (ColumnKind.Rate, ["requests", "request", "req", "qps", "rps", "tps", "ops", "workload", "load", "lod", "throughput", "rate", "count", "counts", "volume", "traffic", "hits", "calls"]),
    ];

    /// <summary>The kind that a name tells; <see cref="ColumnKind.Level"/> where it tells none.</summary>
    public static ColumnKind KindOf(string name)
    {
        var words = Split(name);
        foreach (var (kind, known) in Kinds)
            if (Array.Exists(known, words.Contains)) return kind;
        return ColumnKind.Level;
    }

    /// <summary>Words in lower case: split at what is neither letter nor digit, and where a capital follows a small letter.</summary>
    public static HashSet<string> Split(string name)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var begin = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isBreak = i == name.Length || !char.IsLetterOrDigit(name[i]);
            if (!isBreak && !(i > begin && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))) continue;
            if (i > begin) words.Add(name[begin..i].ToLowerInvariant());
            begin = isBreak ? i + 1 : i;
        }

        return words;
    }
}
