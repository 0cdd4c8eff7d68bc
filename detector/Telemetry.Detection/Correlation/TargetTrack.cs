using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>One target in the correlation: how far its scrapes have come, and what the last of each signal said.</summary>
internal sealed class TargetTrack(string job, string instance)
{
    // A signal that has said nothing for this long says nothing now.
    private const long StaleMs = 60_000;
    private const int StaleIntervals = 3;

    private readonly SortedDictionary<string, SignalTrack> _last = new(StringComparer.Ordinal);
    private long _durationMs;
    private long _silentMs;
    private bool _hasReturned;

    public string Job { get; } = job;

    public string Instance { get; } = instance;

    /// <summary>First scrape since it joined.</summary>
    public long JoinedMs { get; set; }

    /// <summary>Last scrape that has arrived.</summary>
    public long FrontierMs { get; set; }

    /// <summary>Longest interval it has said.</summary>
    public long IntervalMs { get; set; }

    /// <summary>Last scrape taken.</summary>
    public long LastMs { get; private set; }

    /// <summary>Whether its records have stopped while those of others go on.</summary>
    public bool IsAbsent { get; private set; }

    /// <summary>Whether decisions wait for its scrapes.</summary>
    public bool IsWaitedFor => !IsAbsent || FrontierMs > LastMs;

    /// <summary>Whether the last scrape taken worked.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Component that the target is, as its own availability says.</summary>
    public string Component { get; private set; } = "";

    /// <summary>Takes a scrape whose tick has come.</summary>
    public void Take(ScrapeFinding scrape, IReadOnlyDictionary<string, SignalTraits> traits, DiscoveredTopology topology)
    {
        (LastMs, _durationMs, _silentMs) = (scrape.TimeMs, scrape.DurationMs, 0);
        IsUp = scrape.IsUp;
        foreach (var finding in scrape.Signals)
        {
            if (!traits.TryGetValue(finding.Signal, out var signal) || !topology.Admit(finding)) continue;
            if (!_last.TryGetValue(finding.Signal, out var track)) _last[finding.Signal] = track = new SignalTrack();
            track.Take(finding, scrape.TimeMs, Materiality.Holds(signal, finding));
            if (finding.Family == "up") Component = finding.Component;
        }
    }

    /// <summary>Notes that an absent target is back: it joins anew.</summary>
    public void Return(long timeMs)
    {
        if (!IsAbsent || _hasReturned) return;
        (_hasReturned, JoinedMs) = (true, timeMs);
        _last.Clear();
    }

    /// <summary>Notes for how much longer others were heard.</summary>
    /// <param name="heardMs">Last scrape of any target.</param>
    /// <param name="lastedMs">How much later that is than a tick ago.</param>
    /// <param name="takesPart">Whether it takes part by now.</param>
    public void Follow(long heardMs, long lastedMs, bool takesPart)
    {
        _silentMs = Math.Min(_silentMs + lastedMs, heardMs - LastMs);
        if (IsAbsent) IsAbsent = !_hasReturned || !takesPart;
        else (IsAbsent, _hasReturned) = (takesPart && _silentMs >= Math.Max(Absence.AfterMs, Absence.AfterIntervals * IntervalMs), false);
    }

    /// <summary>When the scrape after the last was to end; 0 if it was to begin before <paramref name="tickMs"/> and did not come.</summary>
    public long NextEndMs(long tickMs) => LastMs + IntervalMs < tickMs ? 0 : LastMs + IntervalMs + _durationMs;

    /// <summary>Findings that are still current.</summary>
    public IEnumerable<Sighting> Current(long nowMs)
    {
        var stale = Math.Max(StaleMs, StaleIntervals * IntervalMs);
        foreach (var track in _last.Values)
            if (nowMs - track.TimeMs <= stale) yield return new Sighting(track.Finding, Instance, ObserverOf(track.Finding), IntervalMs, track.Ceiling);
    }

    // Rows of a table say nothing of a target's own availability: there a component observes itself.
    private string ObserverOf(SignalFinding finding) =>
        finding.Caller.Length > 0 ? finding.Caller : Component.Length > 0 ? Component : finding.Component;

    /// <summary>How the signal of a finding went on this target; null where it is not seen.</summary>
    public SignalCourse? CourseOf(SignalFinding finding) =>
        _last.TryGetValue(finding.Signal, out var track) && track.Finding.Component == finding.Component ? track.CourseOn(Instance) : null;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(JoinedMs);
        writer.Write(FrontierMs);
        writer.Write(IntervalMs);
        writer.Write(LastMs);
        writer.Write(_durationMs);
        writer.Write(_silentMs);
        writer.Write(_hasReturned);
        writer.Write(IsAbsent);
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
        LastMs = reader.ReadLong();
        _durationMs = reader.ReadLong();
        _silentMs = reader.ReadLong();
        _hasReturned = reader.ReadBool();
        IsAbsent = reader.ReadBool();
        IsUp = reader.ReadBool();
        Component = reader.ReadText();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var track = SignalTrack.Restore(ref reader);
            _last[track.Finding.Signal] = track;
        }
    }
}
