namespace Telemetry.Contracts;

/// <summary>Names of the streams between the roles. A stream is a Kafka topic or an embedded queue of the same name.</summary>
public static class Streams
{
    /// <summary>One scrape per record: an OTLP <c>ExportMetricsServiceRequest</c>, keyed cluster/job/instance.</summary>
    public const string Metrics = "telemetry.metrics";

    /// <summary>First-stage output: every signal of one scrape with its score, keyed by cluster.</summary>
    public const string Signals = "telemetry.signals";

    /// <summary>Incidents opened, updated and resolved, keyed by cluster.</summary>
    public const string Incidents = "telemetry.incidents";

    /// <summary>Alerts, silences and what operators do, as told from outside: one key, so that one partition holds them all.</summary>
    public const string Alerts = "telemetry.alerts";

    /// <summary>What was changed in a cluster, by whom, from what to what: keyed by cluster.</summary>
    public const string Changes = "telemetry.changes";

    /// <summary>What people said of incidents, real or noise: keyed by cluster.</summary>
    public const string Feedback = "telemetry.feedback";

    /// <summary>Compacted: checkpoints, episodes and the outbox, keyed by their owner.</summary>
    public const string State = "telemetry.state";

    /// <summary>What could not be read: the bytes, the reason, and where they came from.</summary>
    public const string DeadLetter = "telemetry.deadletter";

    /// <summary>Every stream a role may read or write, in the order of the pipeline.</summary>
    public static IReadOnlyList<string> All { get; } = [Metrics, Changes, Feedback, Signals, Incidents, Alerts, State, DeadLetter];

    /// <summary>Streams whose topic must be compacted: only the newest record of a key counts.</summary>
    public static bool IsCompacted(string stream) => stream == State;

    /// <summary>No record, key included, may be larger. Brokers refuse 1 MB by default; the rest is room for framing.</summary>
    public const int MaxRecordBytes = 900_000;
}
