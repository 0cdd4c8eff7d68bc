using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>
/// Carries the measurements of this process's own meters (<c>Telemetry.*</c> of one meter factory) and of the .NET runtime to a metrics page.
/// </summary>
internal sealed partial class InstrumentListener : IDisposable
{
    private readonly IMeterFactory _meterFactory;
    private readonly IMetricsPage _page;
    private readonly ILogger<InstrumentListener> _logger;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, string> _types = new(StringComparer.Ordinal);

    public InstrumentListener(IMeterFactory meterFactory, IMetricsPage page, ILogger<InstrumentListener> logger)
    {
        _meterFactory = meterFactory;
        _page = page;
        _logger = logger;
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Record((double)value, tags, state));
    }

    /// <summary>Begins to listen; what was measured before is not seen.</summary>
    public void Start() => _listener.Start();

    /// <summary>Reads every instrument whose value is taken on demand.</summary>
    public void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException failures)
        {
            // One broken instrument must not take the page away.
            Log.CannotObserve(_logger, failures.InnerExceptions[0]);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? series) =>
        ((InstrumentSeries)series!).Record(value, tags);

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!IsWanted(instrument.Meter) || InstrumentDescription.Of(instrument) is not { } metric) return;
        var type = TypeOf(metric.Kind);
        var known = _types.GetOrAdd(metric.Name, type);
        if (known == type) listener.EnableMeasurementEvents(instrument, new InstrumentSeries(metric, _page));
        else Log.TypeConflict(_logger, instrument.Name, metric.Name, type, known);
    }

    private bool IsWanted(Meter meter) => meter.Name == "System.Runtime"
        || (ReferenceEquals(meter.Scope, _meterFactory) && meter.Name.StartsWith("Telemetry.", StringComparison.OrdinalIgnoreCase));

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter or MetricKind.CounterTotal => "counter",
        MetricKind.Gauge or MetricKind.GaugeChange => "gauge",
        _ => "histogram",
    };

    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Warning, "An instrument could not be read for the metrics page")]
        public static partial void CannotObserve(ILogger logger, Exception failure);

        [LoggerMessage(111, LogLevel.Warning, "Instrument {Instrument} is left out of the metrics page: {Family} would be a {Type} but is a {Known}; rename it")]
        public static partial void TypeConflict(ILogger logger, string instrument, string family, string type, string known);
    }
}
