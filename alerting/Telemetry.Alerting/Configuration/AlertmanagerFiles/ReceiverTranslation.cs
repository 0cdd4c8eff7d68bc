using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Opsgenie;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Receivers.Webhook;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>Makes receivers of an Alertmanager file's sections: what a section leaves out comes from the global one, else it is the receiver's default.</summary>
internal static class ReceiverTranslation
{
    /// <summary>The receivers, in the order of the file.</summary>
    public static IReadOnlyList<ReceiverOptions> Of(AlertmanagerFile file)
    {
        var context = new SectionContext(file);
        return [.. file.Receivers.Select(receiver => Of(receiver, context))];
    }

    private static ReceiverOptions Of(ReceiverSection section, SectionContext context) => new()
    {
        Name = section.Name ?? "",
        PagerDuty = section.PagerDuty.ConvertAll(part => Of(part, context)),
        Opsgenie = section.Opsgenie.ConvertAll(part => Of(part, context)),
        Slack = section.Slack.ConvertAll(part => SlackTranslation.Of(part, context)),
        Email = section.Email.ConvertAll(part => EmailTranslation.Of(part, context)),
        Webhook = section.Webhook.ConvertAll(part => Of(part, context)),
    };

    private static PagerDutyOptions Of(PagerDutySection section, SectionContext context)
    {
        var options = new PagerDutyOptions();
        options.SendResolved = section.SendResolved ?? options.SendResolved;
        options.HttpConfig = context.Http(section.HttpConfig);
        options.Url = section.Url ?? context.Global.PagerdutyUrl ?? options.Url;
        options.RoutingKey = section.RoutingKey ?? section.ServiceKey;
        options.RoutingKeyFile = context.Resolve(section.RoutingKeyFile ?? section.ServiceKeyFile);
        options.Client = section.Client ?? options.Client;
        options.ClientUrl = section.ClientUrl ?? options.ClientUrl;
        options.Description = section.Description ?? options.Description;
        options.Severity = section.Severity ?? options.Severity;
        options.Class = section.Class ?? options.Class;
        options.Component = section.Component ?? options.Component;
        options.Group = section.Group ?? options.Group;
        options.Details = section.Details;
        options.Images = section.Images.ConvertAll(image => new PagerDutyImageOptions { Src = image.Src ?? "", Href = image.Href ?? "", Alt = image.Alt ?? "" });
        options.Links = section.Links.ConvertAll(link => new PagerDutyLinkOptions { Href = link.Href ?? "", Text = link.Text ?? "" });
        return options;
    }

    private static OpsgenieOptions Of(OpsgenieSection section, SectionContext context)
    {
        var options = new OpsgenieOptions();
        options.SendResolved = section.SendResolved ?? options.SendResolved;
        options.HttpConfig = context.Http(section.HttpConfig);
        options.ApiUrl = section.ApiUrl ?? context.Global.OpsgenieApiUrl ?? options.ApiUrl;
        (options.ApiKey, options.ApiKeyFile) = context.Secret((section.ApiKey, section.ApiKeyFile), (context.Global.OpsgenieApiKey, context.Global.OpsgenieApiKeyFile));
        options.Message = section.Message ?? options.Message;
        options.Description = section.Description ?? options.Description;
        options.Source = section.Source ?? options.Source;
        options.Details = section.Details;
        options.Entity = section.Entity ?? options.Entity;
        options.Responders = section.Responders.ConvertAll(one => new OpsgenieResponderOptions { Id = one.Id ?? "", Name = one.Name ?? "", Username = one.Username ?? "", Type = one.Type ?? "" });
        options.Actions = section.Actions ?? options.Actions;
        options.Tags = section.Tags ?? options.Tags;
        options.Note = section.Note ?? options.Note;
        options.Priority = section.Priority ?? options.Priority;
        return options;
    }

    private static WebhookOptions Of(WebhookSection section, SectionContext context)
    {
        var options = new WebhookOptions { Url = section.Url, Payload = WebhookPayload.Alertmanager, MaxAlerts = section.MaxAlerts };
        options.SendResolved = section.SendResolved ?? options.SendResolved;
        options.HttpConfig = context.Http(section.HttpConfig);
        return options;
    }
}
