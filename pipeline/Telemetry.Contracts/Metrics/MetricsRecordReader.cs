using System.Diagnostics.CodeAnalysis;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>What <see cref="MetricsRecordReader.Read"/> came to.</summary>
public enum MetricsToken
{
    /// <summary>Nothing: before the first read, at the end, or after a failure.</summary>
    None,

    /// <summary>A resource: what follows up to the next one belongs to it.</summary>
    Resource,

    /// <summary>A metric: the points that follow belong to it.</summary>
    Metric,

    /// <summary>A point of a gauge or sum.</summary>
    Number,

    /// <summary>A point of a histogram with explicit bounds.</summary>
    Histogram,

    /// <summary>A point of an exponential histogram.</summary>
    ExponentialHistogram,
}

/// <summary>
/// Walks an OTLP <c>ExportMetricsServiceRequest</c>, ours or foreign: fields in any order, unknown ones skipped, lists packed or not.
/// Nothing is thrown; nothing is allocated, but for producers that scatter or do not pack a point's lists.
/// </summary>
/// <example><code>
/// var reader = new MetricsRecordReader(record.Value.Span);
/// while (reader.Read())
///     if (reader.Token == MetricsToken.Histogram) Update(reader.Histogram);
/// if (reader.Failure.Failed) DeadLetter(reader.Failure);
/// </code></example>
public ref struct MetricsRecordReader
{
    private ProtoReader _request;
    private ProtoReader _resourceMetrics;
    private ProtoReader _scopeMetrics;
    private ProtoReader _data;
    private ResourceView _resource;
    private MetricView _metric;
    private NumberPoint _number;
    private HistogramPoint _histogram;
    private ExponentialHistogramPoint _exponential;
    private Depth _depth;

    /// <param name="record">The record's value; views are valid as long as it is.</param>
    public MetricsRecordReader(ReadOnlySpan<byte> record) => _request = new ProtoReader(record);

    private enum Depth
    {
        Request,
        ResourceMetrics,
        ScopeMetrics,
        Data,
    }

    /// <summary>What was come to.</summary>
    public MetricsToken Token { get; private set; }

    /// <summary>Why reading ended early, if it did. What was read before is well formed; the rest of the record is lost.</summary>
    public readonly WireFailure Failure => _request.Failure;

    /// <summary>Points passed over because they contradict themselves: buckets that do not fit their bounds or their count.</summary>
    public int SkippedPoints { get; private set; }

    /// <summary>The resource at hand; valid from its token on.</summary>
    [UnscopedRef]
    public readonly ref readonly ResourceView Resource => ref _resource;

    /// <summary>The metric at hand; valid from its token on.</summary>
    [UnscopedRef]
    public readonly ref readonly MetricView Metric => ref _metric;

    /// <summary>The point at hand, when <see cref="Token"/> is <see cref="MetricsToken.Number"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly NumberPoint Number => ref _number;

    /// <summary>The point at hand, when <see cref="Token"/> is <see cref="MetricsToken.Histogram"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly HistogramPoint Histogram => ref _histogram;

    /// <summary>The point at hand, when <see cref="Token"/> is <see cref="MetricsToken.ExponentialHistogram"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly ExponentialHistogramPoint ExponentialHistogram => ref _exponential;

    /// <summary>Moves on; false at the end and after a failure, which <see cref="Failure"/> tells apart.</summary>
    public bool Read()
    {
        Token = MetricsToken.None;
        while (Token == MetricsToken.None)
        {
            switch (_depth)
            {
                case Depth.Data: ReadPoint(); break;
                case Depth.ScopeMetrics: ReadMetric(); break;
                case Depth.ResourceMetrics: ReadScope(); break;
                case Depth.Request when !ReadResource(): return false;
            }
        }

        return true;
    }

    private bool ReadResource()
    {
        while (_request.NextField())
        {
            if (_request.Field != OtlpFields.Request.ResourceMetrics)
            {
                _request.Skip();
                continue;
            }

            _resourceMetrics = _request.ReadMessage();
            var ahead = _resourceMetrics;
            _resource = MetricsHeads.ReadResource(ref ahead);
            _request.Adopt(ahead.Failure);
            if (_request.Failure.Failed) return false;
            _depth = Depth.ResourceMetrics;
            Token = MetricsToken.Resource;
            return true;
        }

        return false;
    }

    private void ReadScope()
    {
        while (_resourceMetrics.NextField())
        {
            if (_resourceMetrics.Field != OtlpFields.ResourceMetrics.ScopeMetrics)
            {
                _resourceMetrics.Skip();
                continue;
            }

            _scopeMetrics = _resourceMetrics.ReadMessage();
            _depth = Depth.ScopeMetrics;
            return;
        }

        _request.Adopt(_resourceMetrics.Failure);
        _depth = Depth.Request;
    }

    private void ReadMetric()
    {
        while (_scopeMetrics.NextField())
        {
            if (_scopeMetrics.Field != OtlpFields.ScopeMetrics.Metrics)
            {
                _scopeMetrics.Skip();
                continue;
            }

            var metric = _scopeMetrics.ReadMessage();
            _metric = MetricsHeads.ReadMetric(ref metric, out _data);
            _scopeMetrics.Adopt(metric.Failure);
            if (_scopeMetrics.Failure.Failed) break;
            _depth = Depth.Data;
            Token = MetricsToken.Metric;
            return;
        }

        _resourceMetrics.Adopt(_scopeMetrics.Failure);
        _depth = Depth.ResourceMetrics;
    }

    private void ReadPoint()
    {
        while (_data.NextField())
        {
            if (_data.Field != OtlpFields.Data.Points || _metric.Kind is MetricKind.Unknown or MetricKind.Summary)
            {
                _data.Skip();
                continue;
            }

            var point = _data.ReadMessage();
            ReadPoint(ref point);
            _data.Adopt(point.Failure);
            if (_data.Failure.Failed) break;
            if (Token != MetricsToken.None) return;
        }

        Token = MetricsToken.None;
        _scopeMetrics.Adopt(_data.Failure);
        _depth = Depth.ScopeMetrics;
    }

    private void ReadPoint(scoped ref ProtoReader point)
    {
        switch (_metric.Kind)
        {
            case MetricKind.Histogram:
                Settle(HistogramPointReader.TryRead(ref point, out _histogram), MetricsToken.Histogram);
                break;
            case MetricKind.ExponentialHistogram:
                Settle(ExponentialPointReader.TryRead(ref point, out _exponential), MetricsToken.ExponentialHistogram);
                break;
            default:
                _number = NumberPointReader.Read(ref point);
                Token = MetricsToken.Number;
                break;
        }
    }

    private void Settle(bool fits, MetricsToken token)
    {
        if (fits) Token = token;
        else SkippedPoints++;
    }
}
