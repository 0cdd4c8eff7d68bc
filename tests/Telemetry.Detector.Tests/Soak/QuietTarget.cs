using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>One healthy target: it restarts once a day, and now and then one scrape finds it stalled.</summary>
internal sealed class QuietTarget
{
    private const double RestartsPerDay = 1;
    private const double HiccupProbability = 1.0 / 1000;
    private const int FailedScrapes = 2;

    private readonly MetricsRecordWriter _writer = new();
    private readonly Noise _noise;
    private readonly List<QuietFamily> _families = [];
    private readonly Wander _wander;
    private readonly TargetId _id;
    private int _down;

    public QuietTarget(string component, Noise noise)
    {
        _noise = noise;
        _id = new TargetId("soak", component, $"{component}-0");
        _wander = new Wander(noise, 0.9, 0.03);
        foreach (var signals in SignalCatalog.BuiltIn.Scored.Where(signal => signal.IsReadOn(component)).GroupBy(signal => signal.Families[0].Name))
            if (QuietFamily.Of(signals.First(), noise) is { } family) _families.Add(family);
    }

    public TargetId Id => _id;

    /// <summary>One scrape.</summary>
    /// <param name="timeMs">When.</param>
    /// <param name="intervalMs">Time since the one before.</param>
    /// <param name="load">Load of the whole cluster, as a factor.</param>
    /// <param name="slowness">Slowness of the whole node, as a factor.</param>
    public ReadOnlyMemory<byte> Scrape(long timeMs, long intervalMs, double load, double slowness)
    {
        if (_down > 0) _down--;
        else if (_noise.Happens(RestartsPerDay * intervalMs / 86_400_000.0)) Restart();
        var hiccup = _noise.Happens(HiccupProbability) ? 4 : 1;
        var interval = new QuietInterval(load, slowness * _wander.Next() * hiccup, intervalMs / 1000.0);
        foreach (var family in _families) family.Advance(interval, _noise);
        return Encode(timeMs, intervalMs);
    }

    private void Restart()
    {
        foreach (var family in _families) family.Restart();
        _down = FailedScrapes;
    }

    private ReadOnlyMemory<byte> Encode(long timeMs, long intervalMs)
    {
        _writer.Begin(new ScrapeHeader(_id, timeMs, 20, intervalMs));
        if (_down == 0)
            foreach (var family in _families) family.Write(_writer);
        _writer.BeginGauge("up"u8);
        _writer.AddNumber(PointAttributes.NoneForNumber, _down == 0 ? 1 : 0);
        return _writer.End().Single();
    }
}
