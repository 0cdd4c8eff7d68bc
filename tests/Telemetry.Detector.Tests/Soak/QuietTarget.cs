using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>One healthy target: it restarts once a day, gets a new version once a week, and now and then stands still for some seconds.</summary>
internal sealed class QuietTarget
{
    private const double RestartsPerDay = 1;
    private const double DeploysPerDay = 1 / 7.0;
    private const double HiccupsPerDay = 6;
    private const int FailedScrapes = 2;
    private const double DayMs = 86_400_000;

    private readonly MetricsRecordWriter _writer = new();
    private readonly Noise _noise;
    private readonly List<QuietFamily> _families = [];
    private readonly Wander _wander;
    private readonly TargetId _id;
    private int _down;
    private int _version;

    public QuietTarget(string component, int instance, Noise noise)
    {
        _noise = noise;
        _id = new TargetId("soak", component, $"{component}-{instance}");
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
    /// <param name="stalls">Stalls of the whole node in it.</param>
    public ReadOnlyMemory<byte> Scrape(long timeMs, long intervalMs, double load, double slowness, int stalls)
    {
        if (_down > 0) _down--;
        else if (_noise.Happens(RestartsPerDay * intervalMs / DayMs)) Restart(family => family.Restart());
        else if (_noise.Happens(DeploysPerDay * intervalMs / DayMs)) Restart(family => family.Deploy(++_version, _noise));
        var stalled = _noise.Happens(HiccupsPerDay * intervalMs / DayMs) ? 1 : 0;
        var interval = new QuietInterval(load, slowness * _wander.Next(), intervalMs / 1000.0, stalls + stalled);
        foreach (var family in _families) family.Advance(interval, _noise);
        return Encode(timeMs, intervalMs);
    }

    private void Restart(Action<QuietFamily> restart)
    {
        foreach (var family in _families) restart(family);
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
