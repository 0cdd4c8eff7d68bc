using Telemetry.Contracts.Incidents;
using Telemetry.Detection.Correlation;

namespace Telemetry.Detector.Correlating;

/// <summary>Changes of incidents in the form in which they are published.</summary>
internal static class IncidentRecords
{
    public static IncidentRecord Of(string cluster, IncidentUpdate update) => new()
    {
        Cluster = cluster,
        IncidentId = update.Id,
        Sequence = update.Sequence,
        Change = (IncidentChange)update.Event,
        At = DateTimeOffset.FromUnixTimeMilliseconds(update.AtMs),
        DecidedBy = DateTimeOffset.FromUnixTimeMilliseconds(update.DecidedByMs),
        Severity = (Severity)update.Severity,
        Began = DateTimeOffset.FromUnixTimeMilliseconds(update.BeganMs),
        Root = [.. update.Root.Select(root => new RootCandidate(root.Component, root.Cause, root.Probability))],
        Signals = [.. update.Signals.Select(Of)],
        Summary = update.Summary,
    };

    private static IncidentSignal Of(UnusualSignal signal) => new(
        signal.Finding.Signal, signal.Finding.Family, signal.Finding.Component, signal.Instance, signal.Evidence,
        DateTimeOffset.FromUnixTimeMilliseconds(signal.Finding.OnsetMs), signal.Finding.Value, signal.Finding.Baseline, signal.Traits.Unit);
}
