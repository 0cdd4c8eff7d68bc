namespace Telemetry.Collector.Recordings.History;

/// <summary>Raw samples that a Prometheus keeps.</summary>
internal interface IHistorySource
{
    /// <summary>Series whose metric name matches a pattern, with their samples behind <paramref name="fromMs"/> up to <paramref name="toMs"/>, in order of time.</summary>
    /// <exception cref="RecordingException">It cannot be reached, or answers otherwise than with samples.</exception>
    Task<IReadOnlyList<HistorySeries>> ReadAsync(string names, long fromMs, long toMs, CancellationToken cancellationToken);
}
