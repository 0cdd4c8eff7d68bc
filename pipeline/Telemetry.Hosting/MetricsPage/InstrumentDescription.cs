using System.Diagnostics.Metrics;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>An instrument as a metric family.</summary>
internal static class InstrumentDescription
{
    private static readonly Dictionary<Type, MetricKind> Kinds = new()
    {
        [typeof(Counter<>)] = MetricKind.Counter,
        [typeof(ObservableCounter<>)] = MetricKind.CounterTotal,
        [typeof(UpDownCounter<>)] = MetricKind.GaugeChange,
        [typeof(ObservableUpDownCounter<>)] = MetricKind.Gauge,
        [typeof(Gauge<>)] = MetricKind.Gauge,
        [typeof(ObservableGauge<>)] = MetricKind.Gauge,
        [typeof(Histogram<>)] = MetricKind.Histogram,
    };

    /// <summary>Null for an instrument of a kind that has no place on a page.</summary>
    public static MetricDescription? Of(Instrument instrument)
    {
        var type = instrument.GetType();
        if (!type.IsGenericType || !Kinds.TryGetValue(type.GetGenericTypeDefinition(), out var kind)) return null;
        var bounds = kind == MetricKind.Histogram ? HistogramBounds.Of(instrument) : [];
        return new MetricDescription(PrometheusName.OfFamily(instrument.Name, instrument.Unit, kind), instrument.Description ?? "", kind, bounds);
    }
}
