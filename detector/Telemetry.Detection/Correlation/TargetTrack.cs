using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>One target in the correlation: how far its scrapes have come, and what the last of each signal said.</summary>
internal sealed class TargetTrack(string job, string instance)
{
    // A signal that has said nothing for this long says nothing now.
    private const long StaleMs = 60_000;
    private const int StaleIntervals = 3;

    private readonly SortedDictionary<string, SignalTrack> _last = new(StringComparer.Ordinal);

    public string Job { get; } = job;

    public string Instance { get; } = instance;

    /// <summary>First scrape since it joined.</summary>
    public long JoinedMs { get; set; }

    /// <summary>Last scrape that has arrived.</summary>
    public long FrontierMs { get; set; }

    /// <summary>Longest interval it has said.</summary>
    public long IntervalMs { get; set; }

    /// <summary>Whether the last scrape taken worked.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Component that the target is, as its own availability says.</summary>
    public string Component { get; private set; } = "";

    /// <summary>Takes a scrape whose tick has come.</summary>
    public void Take(ScrapeFinding scrape, IReadOnlyDictionary<string, SignalTraits> traits)
    {
        IsUp = scrape.IsUp;
        foreach (var finding in scrape.Signals)
        {
            if (!traits.TryGetValue(finding.Signal, out var signal)) continue;
            if (!_last.TryGetValue(finding.Signal, out var track)) _last[finding.Signal] = track = new SignalTrack();
            track.Take(finding, scrape.TimeMs, Materiality.Holds(signal, finding));
            if (finding.Family == "up") Component = finding.Component;
        }
    }

    /// <summary>Findings that are still current.</summary>
    public IEnumerable<Sighting> Current(long nowMs)
    {
        var stale = Math.Max(StaleMs, StaleIntervals * IntervalMs);
        foreach (var track in _last.Values)
            if (nowMs - track.TimeMs <= stale) yield return new Sighting(track.Finding, Instance, Component);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(JoinedMs);
        writer.Write(FrontierMs);
        writer.Write(IntervalMs);
        writer.Write(IsUp);
        writer.Write(Component);
        writer.Write(_last.Count);
        foreach (var track in _last.Values) track.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        JoinedMs = reader.ReadLong();
        FrontierMs = reader.ReadLong();
        IntervalMs = reader.ReadLong();
        IsUp = reader.ReadBool();
        Component = reader.ReadText();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var track = SignalTrack.Restore(ref reader);
            _last[track.Finding.Signal] = track;
        }
    }
}
