using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Contracts.Events;

/// <summary>
/// One line of <c>telemetry replay --format json</c>, described in <c>docs/formats/events.md</c>. Everything in it is event time and
/// comes from the record that it tells, so that a replay prints the same bytes every time.
/// </summary>
public sealed class EventLine
{
    /// <summary>The event of a change of the cluster.</summary>
    public const string Changed = "changed";

    private const int FormatVersion = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The line's bytes, newline included; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Format(EventKind kind, IncidentRecord record)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", FormatVersion);
            json.WriteString("event", kind.ToLowerName());
            json.WriteString("at", Rfc3339(TimeOf(kind, record)));
            json.WriteString("cluster", record.Cluster);
            json.WriteString("incident", record.IncidentId);
            json.WriteString("severity", SeverityName(record.Severity));
            json.WriteString("began", Rfc3339(record.Began));
            WriteRoot(json, record.Root);
            WriteSignals(json, record.Signals);
            json.WriteString("summary", record.Summary);
            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        return _buffer.WrittenMemory;
    }

    /// <summary>The line of a change; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Format(ChangeRecord change)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", FormatVersion);
            json.WriteString("event", Changed);
            json.WriteString("at", Rfc3339(change.At));
            json.WriteString("cluster", change.Cluster);
            json.WriteString("change", change.ChangeId);
            json.WriteString("kind", change.Kind);
            json.WriteString("namespace", change.Namespace);
            json.WriteString("name", change.Name);
            json.WriteString("what", change.What);
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteString("by", change.By);
            if (change.MadeAt is { } made) json.WriteString("made", Rfc3339(made));
            json.WriteString("component", change.Component);
            json.WriteString("detail", change.Detail);
            json.WriteString("summary", ChangeSummary.Of(change));
            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        return _buffer.WrittenMemory;
    }

    /// <summary>
    /// The time that the line of an event says. A decision of alerting is as late as the last scrape that it had to wait for; a change of
    /// the incident belongs to its tick.
    /// </summary>
    public static DateTimeOffset TimeOf(EventKind kind, IncidentRecord record) =>
        kind is EventKind.Ticketed or EventKind.Paged or EventKind.Worsened ? record.DecidedBy : record.At;

    /// <summary>A time the way every line of ours prints it: UTC, milliseconds.</summary>
    public static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteRoot(Utf8JsonWriter json, IReadOnlyList<RootCandidate> root)
    {
        json.WriteStartArray("root");
        foreach (var candidate in root)
        {
            json.WriteStartObject();
            json.WriteString("component", candidate.Component);
            json.WriteString("cause", candidate.Cause);
            json.WriteNumber("probability", Math.Round(candidate.Probability, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSignals(Utf8JsonWriter json, IReadOnlyList<IncidentSignal> signals)
    {
        json.WriteStartArray("signals");
        foreach (var signal in signals)
        {
            json.WriteStartObject();
            json.WriteString("family", signal.Family);
            json.WriteString("component", signal.Component);
            json.WriteString("instance", signal.Instance);
            json.WriteNumber("score", Math.Round(signal.Score, 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string SeverityName(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };
}
