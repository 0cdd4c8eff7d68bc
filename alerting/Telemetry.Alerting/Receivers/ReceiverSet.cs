using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers.Alertmanager;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Receivers.Webhook;
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
    public static ReceiverSet From(AlertingPlan plan, HttpDelivery http, TimeProvider time)
    {
        return new(plan.Root, plan.Receivers.SelectMany(receiver => Build(receiver, http, time).Select(part => (receiver.Name, part))).ToArray());
    }

    /// <summary>Who is told of an alert.</summary>
    public IReadOnlyList<IReceiver> For(IncidentRecord announced, AlertLevel level)
    {
        var names = _route.ReceiversOf(AlertLabels.Of(announced, level));
        return names.SelectMany(name => _byName[name]).Where(receiver => receiver.Wants(level)).ToArray();
    }

    /// <summary>The integrations of a receiver; none where the settings do not have it any more.</summary>
    public IEnumerable<IReceiver> Named(string name) => _byName[name];

    private static IEnumerable<IReceiver> Build(ReceiverOptions options, HttpDelivery http, TimeProvider time)
    {
        string Id(string kind, int index) => $"{options.Name}/{kind}/{index}";
        return options.PagerDuty.Select((part, i) => (IReceiver)new PagerDutyReceiver(Id(PagerDutyReceiver.KindName, i), part, http))
            .Concat(options.Alertmanager.Select((part, i) => new AlertmanagerReceiver(Id(AlertmanagerReceiver.KindName, i), part, http, time)))
            .Concat(options.Webhook.Select((part, i) => new WebhookReceiver(Id(WebhookReceiver.KindName, i), part, http, time)));
    }
}
