using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers;

/// <summary>Every configured receiver, and who is told of what. Immutable.</summary>
internal sealed class ReceiverSet
{
    private readonly Route _route;
    private readonly ILookup<string, IReceiver> _byName;

    private ReceiverSet(Route route, IReadOnlyList<(string Name, IReceiver Receiver)> receivers)
    {
        _route = route;
        _byName = receivers.ToLookup(entry => entry.Name, entry => entry.Receiver, StringComparer.Ordinal);
        All = receivers.Select(entry => entry.Receiver).ToArray();
    }

    /// <summary>All receivers, in the order of the settings: also the order in which one stands in for another.</summary>
    public IReadOnlyList<IReceiver> All { get; }

    /// <summary>Builds the receivers of a plan.</summary>
    public static ReceiverSet From(AlertingPlan plan, ReceiverClient client, TimeProvider time)
    {
        var factory = new ReceiverFactory(client, plan.Templates, time);
        return new(plan.Root, plan.Receivers.SelectMany(receiver => factory.Create(receiver).Select(part => (receiver.Name, part))).ToArray());
    }

    /// <summary>Who is told of an alert.</summary>
    /// <param name="announced">The record that announces it.</param>
    /// <param name="level">How loudly.</param>
    /// <param name="includes">Which of the receivers by name.</param>
    public IReadOnlyList<IReceiver> For(IncidentRecord announced, AlertLevel level, Func<string, bool> includes)
    {
        var names = _route.ReceiversOf(AlertLabels.Of(announced, level)).Where(includes);
        return names.SelectMany(name => _byName[name]).Where(receiver => receiver.Wants(level)).ToArray();
    }

    /// <summary>The integrations of a receiver; none where the settings do not have it any more.</summary>
    public IEnumerable<IReceiver> Named(string name) => _byName[name];
}
