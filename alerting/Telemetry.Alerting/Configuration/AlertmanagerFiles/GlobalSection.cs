using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>What holds for all receivers of the file that do not say otherwise.</summary>
public sealed class GlobalSection
{
    /// <summary>When an alert without an end counts as resolved.</summary>
    public TimeSpan? ResolveTimeout { get; set; }

    /// <summary>How receivers are reached by HTTP.</summary>
    public HttpSection? HttpConfig { get; set; }

    /// <summary>Sender of mail.</summary>
    public string? SmtpFrom { get; set; }

    /// <summary>Name that mail servers are greeted with.</summary>
    public string? SmtpHello { get; set; }

    /// <summary>Mail server, as <c>host:port</c>.</summary>
    public string? SmtpSmarthost { get; set; }

    /// <summary>User name at the mail server.</summary>
    public string? SmtpAuthUsername { get; set; }

    /// <summary>Password at the mail server.</summary>
    [DataType(DataType.Password)]
    public string? SmtpAuthPassword { get; set; }

    /// <summary>File of that password.</summary>
    public string? SmtpAuthPasswordFile { get; set; }

    /// <summary>Secret for CRAM-MD5.</summary>
    [DataType(DataType.Password)]
    public string? SmtpAuthSecret { get; set; }

    /// <summary>Identity for PLAIN.</summary>
    public string? SmtpAuthIdentity { get; set; }

    /// <summary>Whether mail goes by TLS only.</summary>
    public bool? SmtpRequireTls { get; set; }

    /// <summary>Slack's incoming webhook.</summary>
    [DataType(DataType.Password)]
    public string? SlackApiUrl { get; set; }

    /// <summary>File of that address.</summary>
    public string? SlackApiUrlFile { get; set; }

    /// <summary>PagerDuty's address for events.</summary>
    public string? PagerdutyUrl { get; set; }

    /// <summary>Base address of Opsgenie.</summary>
    public string? OpsgenieApiUrl { get; set; }

    /// <summary>Key of Opsgenie.</summary>
    [DataType(DataType.Password)]
    public string? OpsgenieApiKey { get; set; }

    /// <summary>File of that key.</summary>
    public string? OpsgenieApiKeyFile { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    public string? WechatApiUrl { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    [DataType(DataType.Password)]
    public string? WechatApiSecret { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    public string? WechatApiCorpId { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    public string? VictoropsApiUrl { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    [DataType(DataType.Password)]
    public string? VictoropsApiKey { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    public string? VictoropsApiKeyFile { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    public string? TelegramApiUrl { get; set; }

    /// <summary>Of a receiver that is not supported.</summary>
    public string? WebexApiUrl { get; set; }
}
