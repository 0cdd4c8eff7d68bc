using System.Runtime.InteropServices;

namespace Telemetry.Detection.Correlation;

/// <summary>What somebody said of an incident.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="AtMs">Event time from which on it counts, Unix milliseconds.</param>
/// <param name="Verdict">What was said.</param>
/// <param name="Signals">Signals whose budget it moves.</param>
public sealed record IncidentFeedback(string IncidentId, long AtMs, IncidentVerdict Verdict, IReadOnlyList<SignalKey> Signals);

/// <summary>What can be said of an incident.</summary>
public enum IncidentVerdict
{
    /// <summary>It was worth waking somebody.</summary>
    Real = 1,

    /// <summary>It was not.</summary>
    Noise = 2,

    /// <summary>What was said before is taken back.</summary>
    Withdrawn = 3,
}

/// <summary>A signal of a component, over all its instances.</summary>
/// <param name="Component">Component that it speaks about.</param>
/// <param name="Signal">Signal id.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignalKey(string Component, string Signal);
