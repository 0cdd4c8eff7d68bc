using System.Diagnostics.Metrics;

namespace Telemetry.Testing;

/// <summary>Sums what the counters of one meter factory add, by instrument and tags.</summary>
public sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<(string Instrument, long Value, Dictionary<string, object?> Tags)> _added = [];

    public MeterReadings(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var copy = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            lock (_lock) _added.Add((instrument.Name, value, copy));
        });
        _listener.Start();
    }

    /// <summary>Sum over the measurements of an instrument that carry all the given tags.</summary>
    public long SumOf(string instrument, params (string Key, object Value)[] tags)
    {
        lock (_lock)
        {
            return _added
                .Where(added => added.Instrument == instrument && tags.All(tag => Equals(added.Tags.GetValueOrDefault(tag.Key), tag.Value)))
                .Sum(added => added.Value);
        }
    }

    public void Dispose() => _listener.Dispose();
}
