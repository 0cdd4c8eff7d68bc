using Telemetry.Alerting.Explanations;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Stages;

/// <summary>
/// Whether an incident has become so much worse since somebody was woken for it that they are woken again: a pager takes more triggers of an
/// open key as notes, and of an acknowledged one as nothing. Pure.
/// </summary>
internal static class Worsening
{
    /// <summary>Most pages of one incident beyond its first: who was woken four times knows.</summary>
    public const int MaxPages = 3;

    /// <summary>So long after a page nobody is woken again: they are looking at it.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromMinutes(5);

    private const double MuchFartherFromNormal = 2;

    /// <summary>What has become worse since <paramref name="told"/>, in words; null where nothing has that is worth a page.</summary>
    public static string? Of(IncidentRecord told, IncidentRecord now)
    {
        if (now.At - told.At < LeastPause) return null;
        foreach (var signal in now.Signals)
        {
            var before = told.Signals.FirstOrDefault(other => (other.Component, other.Signal, other.Instance) == (signal.Component, signal.Signal, signal.Instance));
            if (signal.Breach is { IsCrossed: true } && before?.Breach is not { IsCrossed: true }) return $"{signal.Component} {ExplanationText.Title(signal)} is over its limit now";
            if (before is not null && UserFacing.Includes(signal.Component) && IsMuchFarther(before, signal)) return $"{signal.Component} {ExplanationText.Title(signal)} is twice as far from normal";
        }

        var felt = now.Signals.Select(signal => signal.Component).FirstOrDefault(component => UserFacing.Includes(component) && told.Signals.All(signal => signal.Component != component));
        return felt is null ? null : $"{felt} feels it now too";
    }

    private static bool IsMuchFarther(IncidentSignal before, IncidentSignal now) =>
        now.Baseline > 0 && now.Value > now.Baseline && before.Value > before.Baseline
        && now.Value - now.Baseline >= MuchFartherFromNormal * (before.Value - before.Baseline);
}
