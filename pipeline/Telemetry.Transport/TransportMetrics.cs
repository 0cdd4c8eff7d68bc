using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Telemetry.Transport;

/// <summary>
/// What a transport did. For every stream: published = held + released + dropped; a record is processed once per group, more often
/// after a crash.
/// </summary>
internal sealed class TransportMetrics
{
    public const string MeterName = "Telemetry.Transport";

    private readonly ConcurrentDictionary<string, Func<long>> _held = new(StringComparer.Ordinal);
    private readonly Counter<long> _published;
    private readonly Counter<long> _processed;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _checkpoints;

    public TransportMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _published = meter.CreateCounter<long>("telemetry.transport.published", "{record}", "Records that the transport has answered for, by stream.");
        _processed = meter.CreateCounter<long>("telemetry.transport.processed", "{record}", "Records processed, by stream and group.");
        _dropped = meter.CreateCounter<long>("telemetry.transport.dropped", "{record}", "Records given up unread, by stream and reason.");
        _failures = meter.CreateCounter<long>("telemetry.transport.failures", "{operation}", "Operations refused, by operation and reason.");
        _checkpoints = meter.CreateCounter<long>("telemetry.transport.checkpoints", "{checkpoint}", "Checkpoints committed, by stream and group.");
        meter.CreateObservableGauge("telemetry.transport.held", ObserveHeld, "{record}", "Records held for reading, by stream.");
    }

    public void Published(string stream) => _published.Add(1, new KeyValuePair<string, object?>("stream", stream));

    public void Processed(string stream, string group) => _processed.Add(
        1, new KeyValuePair<string, object?>("stream", stream), new KeyValuePair<string, object?>("group", group));

    public void Dropped(string stream, DropReason reason, long records) => _dropped.Add(
        records, new KeyValuePair<string, object?>("stream", stream), new KeyValuePair<string, object?>("reason", reason.ToTag()));

    /// <summary>Runs an operation and counts the exception that refuses it.</summary>
    /// <param name="operation">One of <c>publish</c>, <c>load</c>, <c>commit</c>.</param>
    /// <param name="run">The operation.</param>
    public async ValueTask<T> CountFailuresAsync<T>(string operation, Func<ValueTask<T>> run)
    {
        try
        {
            return await run();
        }
        catch (TransportException failure)
        {
            Failed(operation, failure);
            throw;
        }
    }

    public void Failed(string operation, TransportException failure) => _failures.Add(
        1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("reason", ReasonOf(failure)));

    public void Checkpointed(string stream, string group) => _checkpoints.Add(
        1, new KeyValuePair<string, object?>("stream", stream), new KeyValuePair<string, object?>("group", group));

    /// <summary>Publishes the number of records that a stream holds.</summary>
    public void Observe(string stream, Func<long> held) => _held[stream] = held;

    private IEnumerable<Measurement<long>> ObserveHeld() =>
        _held.Select(stream => new Measurement<long>(stream.Value(), new KeyValuePair<string, object?>("stream", stream.Key)));

    private static string ReasonOf(TransportException failure) => failure switch
    {
        RecordTooLargeException => "too_large",
        CorruptStateException => "corrupt",
        { IsTransient: true } => "transient",
        _ => "permanent",
    };
}
