using Microsoft.Extensions.Configuration;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>A named receiver of the file.</summary>
public sealed class ReceiverSection
{
    /// <summary>Name, as routes spell it.</summary>
    public string? Name { get; set; }

    /// <summary>PagerDuty.</summary>
    [ConfigurationKeyName("pagerduty_configs")]
    public List<PagerDutySection> PagerDuty { get; set; } = [];

    /// <summary>Opsgenie.</summary>
    [ConfigurationKeyName("opsgenie_configs")]
    public List<OpsgenieSection> Opsgenie { get; set; } = [];

    /// <summary>Slack.</summary>
    [ConfigurationKeyName("slack_configs")]
    public List<SlackSection> Slack { get; set; } = [];

    /// <summary>E-mail.</summary>
    [ConfigurationKeyName("email_configs")]
    public List<EmailSection> Email { get; set; } = [];

    /// <summary>Webhooks.</summary>
    [ConfigurationKeyName("webhook_configs")]
    public List<WebhookSection> Webhook { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> DiscordConfigs { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> WechatConfigs { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> PushoverConfigs { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> VictoropsConfigs { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> SnsConfigs { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> TelegramConfigs { get; set; } = [];

    /// <summary>Not supported.</summary>
    public List<object> WebexConfigs { get; set; } = [];
}
