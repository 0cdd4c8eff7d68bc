using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Grouping;

/// <summary>Which kinds of integrations each receiver of a plan has: those that are told of ends, those that are not.</summary>
internal sealed class IntegrationKinds(AlertingPlan plan)
{
    private static readonly bool[] OnlyWithEnds = [true];

    private readonly Dictionary<string, bool[]> _kinds = plan.Receivers
        .GroupBy(receiver => receiver.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => KindsOf(same.SelectMany(receiver => receiver.Integrations())), StringComparer.Ordinal);

    /// <summary>Values of <c>send_resolved</c> among a receiver's integrations, true first. A receiver without any, or unknown, counts as told of ends.</summary>
    public IReadOnlyList<bool> Of(string receiver) => _kinds.GetValueOrDefault(receiver, OnlyWithEnds);

    private static bool[] KindsOf(IEnumerable<ReceiverConfigOptions> integrations)
    {
        var kinds = integrations.Select(integration => integration.SendResolved).Distinct().OrderDescending().ToArray();
        return kinds.Length == 0 ? OnlyWithEnds : kinds;
    }
}
