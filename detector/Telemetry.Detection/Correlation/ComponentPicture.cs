using Telemetry.Detection.Detectors;

namespace Telemetry.Detection.Correlation;

/// <summary>One component at a tick.</summary>
public sealed class ComponentPicture(string component)
{
    // A signal that is weak beside the strongest is no witness of the beginning.
    private const double WitnessShare = 0.5;

    public string Component { get; } = component;

    /// <summary>Unusual signals that count as evidence, strongest first.</summary>
    public List<UnusualSignal> Unusual { get; } = [];

    /// <summary>Context that is raised: load, CPU time.</summary>
    public List<UnusualSignal> Context { get; } = [];

    /// <summary>Load that is as usual, by the signal's id.</summary>
    public List<(SignalTraits Traits, SignalFinding Finding)> SteadyLoads { get; } = [];

    /// <summary>Signals that were scored, unusual or not.</summary>
    public int Scored { get; set; }

    /// <summary>Since when its evidence has been above that of a ticket; 0 while it is not.</summary>
    public long UnwellSinceMs { get; set; }

    /// <summary>Evidence of what is gone: a fact that has lasted, and nothing chosen from many.</summary>
    public double Fact { get; set; }

    /// <summary>Joint evidence of its signals that it is unwell.</summary>
    public double Joint { get; set; }

    /// <summary>Whether it is unwell by what its callers say alone.</summary>
    public bool IsOnlySeenByCallers => Unusual.Count > 0 && Unusual.TrueForAll(signal => signal.Traits.IsSeenByCaller);

    /// <summary>Most joint evidence since it has been unwell; evidence comes and goes, a root does not.</summary>
    public double Peak { get; set; }

    /// <summary>Most of <see cref="Local"/> since it has been unwell: own trouble that shows for one scrape is own trouble.</summary>
    public double PeakLocal { get; set; }

    /// <summary>Shortest interval of the targets that speak of it; 0 where unknown.</summary>
    public long IntervalMs { get; set; }

    /// <summary>Strongest evidence of a signal that only the component's own trouble moves.</summary>
    public double Local => Unusual.Concat(Context).Where(signal => signal.Traits.IsLocal).Select(signal => signal.Evidence).DefaultIfEmpty(0).Max();

    /// <summary>When it was last unwell before; 0 if it never was.</summary>
    public long RecoveredMs { get; set; }

    /// <summary>Earliest onset of its strong signals, Unix milliseconds; not before it had recovered from what ailed it before.</summary>
    public long OnsetMs => Math.Max(RecoveredMs, Unusual
        .Where(signal => signal.Finding.OnsetMs > 0 && signal.Evidence >= WitnessShare * Unusual[0].Evidence)
        .Select(signal => signal.Finding.OnsetMs).DefaultIfEmpty(UnwellSinceMs).Min());

    /// <summary>Restarts and deploys of late, of the component and of what it stands on.</summary>
    public IReadOnlyList<PartRestart> Restarts { get; set; } = [];

    /// <summary>The restart that its trouble came with: its own before that of a dependency; null where there is none.</summary>
    public PartRestart? CameWith => Restarts.Where(restart => Restart.Explains(restart.AtMs, OnsetMs))
        .OrderBy(restart => restart.Component == Component ? 0 : 1).ThenBy(restart => Math.Abs(restart.AtMs - OnsetMs)).FirstOrDefault();

    /// <summary>Whether users feel it beyond a limit.</summary>
    public bool CrossesLimit => Unusual.Exists(signal => signal.IsOverLimit);

    /// <summary>Share of its trouble that only the component itself, or the node, can have made; 0 to 1.</summary>
    public double OwnShare => Unusual.Count == 0 ? 0 : Math.Min(Math.Max(Local, PeakLocal) / Unusual[0].Evidence, 1);
}
