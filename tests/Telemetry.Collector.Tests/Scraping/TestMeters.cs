using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>A meter factory whose counters can be read back, as <c>name{tag}</c>.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];

    public TestMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_meters.Contains(instrument.Meter)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var tag = tags.Length == 0 ? "" : $"{{{tags[0].Value}}}";
            _sums.AddOrUpdate(instrument.Name + tag, value, (_, sum) => sum + value);
        });
        _listener.Start();
    }

    public long this[string counter] => _sums.GetValueOrDefault(counter);

    /// <summary>Sum of a counter over all its tags.</summary>
    public long Total(string counter) => _sums.Where(sum => sum.Key == counter || sum.Key.StartsWith(counter + "{", StringComparison.Ordinal)).Sum(sum => sum.Value);

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }
}
