using Telemetry.Alerting.Receivers.Alertmanager;
using Telemetry.Alerting.Receivers.Email;
using Telemetry.Alerting.Receivers.GrafanaIrm;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.JiraServiceManagement;
using Telemetry.Alerting.Receivers.MicrosoftTeams;
using Telemetry.Alerting.Receivers.Opsgenie;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Receivers.Slack;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers;

/// <summary>Makes receivers of their settings. A new kind is one line here.</summary>
internal sealed class ReceiverFactory(ReceiverClient client, TemplateSet templates, TimeProvider time)
{
    /// <summary>Everything that is told when a route names the receiver, in the order in which one stands in for another.</summary>
    public IEnumerable<IReceiver> Create(ReceiverOptions options) =>
    [
        .. Each(options, options.PagerDuty, PagerDutyReceiver.KindName, (id, part) => new PagerDutyReceiver(id, part, Http(part), templates, time)),
        .. Each(options, options.Opsgenie, OpsgenieReceiver.KindName, (id, part) => new OpsgenieReceiver(id, part, Api(part))),
        .. Each(options, options.JiraServiceManagement, JiraServiceManagementReceiver.KindName, (id, part) => new JiraServiceManagementReceiver(id, part, Api(part))),
        .. Each(options, options.GrafanaIrm, GrafanaIrmReceiver.KindName, (id, part) => new GrafanaIrmReceiver(id, part, Http(part), templates)),
        .. Each(options, options.Alertmanager, AlertmanagerReceiver.KindName, (id, part) => new AlertmanagerReceiver(id, part, Http(part), time)),
        .. Each(options, options.Slack, SlackReceiver.KindName, (id, part) => new SlackReceiver(id, part, Http(part), templates)),
        .. Each(options, options.MicrosoftTeams, MicrosoftTeamsReceiver.KindName, (id, part) => new MicrosoftTeamsReceiver(id, part, Http(part), templates)),
        .. Each(options, options.Email, EmailReceiver.KindName, (id, part) => new EmailReceiver(id, part, new SmtpDelivery(part, client.Guard, time), templates, time)),
        .. Each(options, options.Webhook, WebhookReceiver.KindName, (id, part) => new WebhookReceiver(id, part, Http(part), time)),
    ];

    private static IEnumerable<IReceiver> Each<T>(ReceiverOptions options, IEnumerable<T> parts, string kind, Func<string, T, IReceiver> create) =>
        parts.Select((part, index) => create($"{options.Name}/{kind}/{index}", part));

    private HttpDelivery Http(HttpReceiverConfigOptions options) => client.Delivery(options.HttpConfig);

    private OpsgenieApi Api(OpsgenieOptions options) => new(options, Http(options), templates, time);
}
