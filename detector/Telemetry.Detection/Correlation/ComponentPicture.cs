namespace Telemetry.Detection.Correlation;

/// <summary>One component at a tick.</summary>
public sealed class ComponentPicture(string component)
{
    private const long MaxLeadMs = 60_000;

    public string Component { get; } = component;

    /// <summary>Unusual signals that count as evidence, strongest first.</summary>
    public List<UnusualSignal> Unusual { get; } = [];

    /// <summary>Context that is raised: load, CPU time.</summary>
    public List<UnusualSignal> Context { get; } = [];

    /// <summary>Signals that were scored, unusual or not.</summary>
    public int Scored { get; set; }

    /// <summary>Whether it has latencies of its own, besides what callers measure.</summary>
    public bool SpeaksForItself { get; set; }

    /// <summary>Since when its evidence has been above that of a ticket; 0 while it is not.</summary>
    public long UnwellSinceMs { get; set; }

    /// <summary>Joint evidence that the component is unwell.</summary>
    public double Joint { get; set; }

    /// <summary>Strongest evidence of a signal that only the component's own trouble moves.</summary>
    public double Local => Unusual.Where(signal => signal.Traits.IsLocal).Select(signal => signal.Evidence).DefaultIfEmpty(0).Max();

    /// <summary>
    /// Earliest onset of its unusual signals, Unix milliseconds. One long before the evidence is the memory of an earlier drift.
    /// </summary>
    public long OnsetMs => Math.Max(
        Unusual.Select(signal => signal.Finding.OnsetMs).Where(onset => onset > 0).DefaultIfEmpty(UnwellSinceMs).Min(), UnwellSinceMs - MaxLeadMs);

    /// <summary>Share of its trouble that only the component itself, or the node, can have made; 0 to 1.</summary>
    public double OwnShare => Unusual.Count == 0 ? 0 : Math.Min(Local / Unusual[0].Evidence, 1);
}
