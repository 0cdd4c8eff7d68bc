using System.Diagnostics;
using System.Runtime.InteropServices;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>
/// Encodes one scrape as OTLP, point by point, and splits it into several records where one would be too large.
/// Reused from scrape to scrape: once its buffers have grown, it allocates nothing. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Order of calls: <see cref="Begin"/>, then for each metric one <c>Begin…</c> and its points, then <see cref="End"/>.
/// The resource stands last in each record, because only then is it known how many parts there are.
/// </remarks>
public sealed class MetricsRecordWriter
{
    /// <summary>Name of the instrumentation scope that our records carry.</summary>
    public const string ScopeName = "telemetry.collector";

    /// <summary>Kept free of points for the framing of a record (four padded lengths, temporality) besides resource and scope.</summary>
    private const int FramingBytes = 128;

    private const int FlagsBytes = 2;
    private const int Fixed64Bytes = 1 + sizeof(ulong);

    private readonly int _maxBytes;
    private readonly List<ProtoWriter> _parts = [];
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private readonly ProtoWriter _metricHead = new();
    private ScrapeHeader _header;
    private ProtoWriter _part = new();
    private MetricKind _kind;
    private PointShape _shape;
    private int _usedParts, _reservedBytes;
    private int _resourceMetrics, _scopeMetrics, _metric = -1, _data;

    /// <param name="maxBytes">Most bytes of one record, its key not included.</param>
    public MetricsRecordWriter(int maxBytes = Streams.MaxRecordBytes - 4096) => _maxBytes = maxBytes;

    /// <summary>Points that were left out because one alone would not fit in a record, since <see cref="Begin"/>.</summary>
    public int OversizedPoints { get; private set; }

    /// <summary>Begins a scrape. What <see cref="End"/> gave before becomes invalid.</summary>
    public void Begin(in ScrapeHeader header)
    {
        _header = header;
        _usedParts = 0;
        _metric = -1;
        OversizedPoints = 0;
        _reservedBytes = FramingBytes + ScopeName.Length + ResourceWriter.Measure(_metricHead, header);
        BeginPart();
    }

    /// <summary>Begins a metric whose values go up and down, or whose type is not known.</summary>
    public void BeginGauge(ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit = default) => BeginMetric(MetricKind.Gauge, name, unit);

    /// <summary>Begins a counter: a cumulative, monotonic sum.</summary>
    public void BeginCounter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit = default) => BeginMetric(MetricKind.Sum, name, unit);

    /// <summary>Begins a cumulative histogram with explicit bounds.</summary>
    public void BeginHistogram(ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit = default) => BeginMetric(MetricKind.Histogram, name, unit);

    /// <summary>Begins a cumulative exponential histogram.</summary>
    public void BeginExponentialHistogram(ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit = default) =>
        BeginMetric(MetricKind.ExponentialHistogram, name, unit);

    /// <summary>Adds a value of the gauge or counter at hand.</summary>
    /// <param name="attributes">Labels of the series.</param>
    /// <param name="value">The value, NaN and infinities included.</param>
    /// <param name="startTimeMs">When a counter began at zero, Unix milliseconds; 0 where unknown.</param>
    /// <param name="timeMs">The sample's own time; 0 means the scrape's.</param>
    /// <returns>False where the point alone would not fit in a record; it is left out.</returns>
    public bool AddNumber(PointAttributes attributes, double value, long startTimeMs = 0, long timeMs = 0)
    {
        var bytes = Fixed64Bytes + Fixed64Bytes + SizeOfStart(startTimeMs) + attributes.Encoded.Length;
        if (!BeginPoint(attributes, bytes)) return false;
        WriteTimes(startTimeMs, timeMs);
        _part.WriteDouble(OtlpFields.Number.AsDouble, value);
        _part.WriteRaw(attributes.Encoded);
        return true;
    }

    /// <summary>Adds a cumulative histogram.</summary>
    /// <param name="attributes">Labels of the series, without <c>le</c>.</param>
    /// <param name="bounds">Upper bounds, inclusive and ascending, +Inf left out.</param>
    /// <param name="bucketCounts">Count of each bucket alone (not of all up to it); one more than bounds, the last for +Inf.</param>
    /// <param name="sum">Sum of the observations; NaN where the page has none, and then the record has none.</param>
    /// <param name="startTimeMs">When it began at zero, Unix milliseconds; 0 where unknown.</param>
    /// <param name="timeMs">The sample's own time; 0 means the scrape's.</param>
    /// <returns>False where the point alone would not fit in a record; it is left out.</returns>
    public bool AddHistogram(PointAttributes attributes, ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> bucketCounts, double sum,
        long startTimeMs = 0, long timeMs = 0)
    {
        Debug.Assert(bucketCounts.Length == bounds.Length + 1, "A histogram has one bucket more than bounds.");
        var bytes = Fixed64Bytes + Fixed64Bytes + SizeOfStart(startTimeMs) + attributes.Encoded.Length
            + (double.IsNaN(sum) ? 0 : Fixed64Bytes)
            + ProtoWriter.SizeOfDelimited(bucketCounts.Length * sizeof(ulong))
            + ProtoWriter.SizeOfDelimited(bounds.Length * sizeof(double));
        if (!BeginPoint(attributes, bytes)) return false;
        WriteTimes(startTimeMs, timeMs);
        _part.WriteFixed64(OtlpFields.Histogram.Count, Total(bucketCounts));
        if (!double.IsNaN(sum)) _part.WriteDouble(OtlpFields.Histogram.Sum, sum);
        _part.WriteFixed64List(OtlpFields.Histogram.BucketCounts, bucketCounts);
        _part.WriteFixed64List(OtlpFields.Histogram.ExplicitBounds, MemoryMarshal.Cast<double, ulong>(bounds));
        _part.WriteRaw(attributes.Encoded);
        return true;
    }

    /// <summary>Adds a cumulative exponential histogram.</summary>
    /// <param name="attributes">Labels of the series.</param>
    /// <param name="value">Its buckets; they are read, not kept.</param>
    /// <param name="startTimeMs">When it began at zero, Unix milliseconds; 0 where unknown.</param>
    /// <param name="timeMs">The sample's own time; 0 means the scrape's.</param>
    /// <returns>False where the point alone would not fit in a record; it is left out.</returns>
    public bool AddExponentialHistogram(PointAttributes attributes, in ExponentialValue value, long startTimeMs = 0, long timeMs = 0)
    {
        var bytes = Fixed64Bytes + SizeOfStart(startTimeMs) + ExponentialWriter.SizeOf(value) + attributes.Encoded.Length;
        if (!BeginPoint(attributes, bytes)) return false;
        WriteTimes(startTimeMs, timeMs);
        ExponentialWriter.Write(_part, value);
        _part.WriteRaw(attributes.Encoded);
        return true;
    }

    /// <summary>Says that a series of the metric at hand is gone: a point with the no-recorded-value flag.</summary>
    public void AddStale(PointAttributes attributes)
    {
        if (!BeginPoint(attributes, Fixed64Bytes + attributes.Encoded.Length + FlagsBytes)) return;
        WriteTimes(startTimeMs: 0, timeMs: 0);
        _part.WriteRaw(attributes.Encoded);
        _part.WriteVarint(_shape == PointShape.Number ? OtlpFields.Number.Flags : OtlpFields.Histogram.Flags, OtlpFields.NoRecordedValue);
    }

    /// <summary>Ends the scrape. The records are its parts in order, mostly one; they are valid until the next <see cref="Begin"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> End()
    {
        EndMetric();
        EndPart();
        _records.Clear();
        for (var part = 0; part < _usedParts; part++)
        {
            var writer = _parts[part];
            WriteResource(writer, part + 1);
            writer.EndMessage(_resourceMetrics); // It begins at the same byte of every part.
            _records.Add(writer.Written);
        }

        return _records;
    }

    private void BeginMetric(MetricKind kind, ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit)
    {
        EndMetric();
        _kind = kind;
        _shape = kind switch
        {
            MetricKind.Histogram => PointShape.Histogram,
            MetricKind.ExponentialHistogram => PointShape.ExponentialHistogram,
            _ => PointShape.Number,
        };
        _metricHead.Clear();
        _metricHead.WriteBytes(OtlpFields.Metric.Name, name);
        if (!unit.IsEmpty) _metricHead.WriteBytes(OtlpFields.Metric.Unit, unit);
    }

    /// <summary>Writes the head of the metric at hand into the part at hand; not before its first point, so that no metric is empty.</summary>
    private void OpenMetric()
    {
        _metric = _part.BeginMessage(OtlpFields.ScopeMetrics.Metrics);
        _part.WriteRaw(_metricHead.Written.Span);
        _data = _part.BeginMessage(_kind switch
        {
            MetricKind.Sum => OtlpFields.Metric.Sum,
            MetricKind.Histogram => OtlpFields.Metric.Histogram,
            MetricKind.ExponentialHistogram => OtlpFields.Metric.ExponentialHistogram,
            _ => OtlpFields.Metric.Gauge,
        });
        if (_kind != MetricKind.Gauge) _part.WriteVarint(OtlpFields.Data.Temporality, (ulong)Temporality.Cumulative);
        if (_kind == MetricKind.Sum) _part.WriteBool(OtlpFields.Data.IsMonotonic, true);
    }

    private void EndMetric()
    {
        if (_metric < 0) return;
        _part.EndMessage(_data);
        _part.EndMessage(_metric);
        _metric = -1;
    }

    private bool BeginPoint(PointAttributes attributes, int bytes)
    {
        Debug.Assert(attributes.Shape == _shape, "The attributes were encoded for the other kind of point.");
        Debug.Assert(_metricHead.Length > 0, "A point needs a metric.");
        var room = _maxBytes - _reservedBytes - _metricHead.Length - ProtoWriter.SizeOfDelimited(bytes);
        if (_part.Length > room && !BeginNextPart(room)) return false;
        if (_metric < 0) OpenMetric();
        _part.WriteLength(OtlpFields.Data.Points, bytes);
        return true;
    }

    private bool BeginNextPart(int room)
    {
        if (room < 0)
        {
            OversizedPoints++;
            return false;
        }

        EndMetric();
        EndPart();
        BeginPart();
        return true;
    }

    private void BeginPart()
    {
        if (_usedParts == _parts.Count) _parts.Add(new ProtoWriter(_maxBytes));
        _part = _parts[_usedParts++];
        _part.Clear();
        _resourceMetrics = _part.BeginMessage(OtlpFields.Request.ResourceMetrics);
        _scopeMetrics = _part.BeginMessage(OtlpFields.ResourceMetrics.ScopeMetrics);
        _part.WriteLength(OtlpFields.ScopeMetrics.Scope, ProtoWriter.SizeOfDelimited(ScopeName.Length));
        _part.WriteText(OtlpFields.Scope.Name, ScopeName);
    }

    private void EndPart() => _part.EndMessage(_scopeMetrics);

    private void WriteResource(ProtoWriter writer, int part)
    {
        var resource = writer.BeginMessage(OtlpFields.ResourceMetrics.Resource);
        ResourceWriter.WriteAttributes(writer, _header, part, _usedParts);
        writer.EndMessage(resource);
    }

    private void WriteTimes(long startTimeMs, long timeMs)
    {
        // Start and time have the same numbers in all kinds of point.
        if (startTimeMs > 0) _part.WriteFixed64(OtlpFields.Number.StartTime, OtlpTime.ToNanos(startTimeMs));
        _part.WriteFixed64(OtlpFields.Number.Time, OtlpTime.ToNanos(timeMs != 0 ? timeMs : _header.ScrapeTimeMs));
    }

    private static int SizeOfStart(long startTimeMs) => startTimeMs > 0 ? Fixed64Bytes : 0;

    private static ulong Total(ReadOnlySpan<ulong> counts)
    {
        ulong total = 0;
        foreach (var count in counts) total += count;
        return total;
    }
}
