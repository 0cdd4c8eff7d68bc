using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>Findings about one signal of one target.</summary>
internal static class SignalFinding
{
    public static Finding About(
        SignalDefinition signal, string family, ExaminedTarget target, FindingCode code, FindingSeverity severity, string text, string cure) => new()
        {
            Severity = severity,
            Code = code,
            Component = target.Component!,
            Signal = signal.Id,
            Family = family,
            Text = text,
            Cure = cure,
        };
}
