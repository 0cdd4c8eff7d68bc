using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>One Slack channel, by an incoming webhook or by an app's bot token. The texts are templates of groups of alerts that others posted.</summary>
public sealed class SlackOptions : HttpReceiverConfigOptions
{
    /// <summary>Base address of the Web API, which a bot token is for.</summary>
    public const string WebApiUrl = "https://slack.com/api/";

    /// <summary>Defaults of Alertmanager: the end is not sent. Tickets are.</summary>
    public SlackOptions()
        : base(sendResolved: false, sendTickets: true)
    {
    }

    /// <summary>File that holds the incoming webhook's address, which is a secret. Read again for each send.</summary>
    public string? ApiUrlFile { get; set; }

    /// <summary>The webhook's address itself, from an Alertmanager's file alone.</summary>
    internal string? ApiUrl { get; set; }

    /// <summary>File that holds an app's bot token (<c>xoxb-…</c>); with it messages go by the Web API and can be updated.</summary>
    public string? AppTokenFile { get; set; }

    /// <summary>Base address of the Web API.</summary>
    public string AppUrl { get; set; } = WebApiUrl;

    /// <summary>With a bot token: whether later messages of an alert replace its first one instead of following it.</summary>
    public bool UpdateMessage { get; set; } = true;

    /// <summary>Channel or user; needed with a bot token, overrides the webhook's own where that allows it.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Name of the sender.</summary>
    public string Username { get; set; } = "{{ template \"slack.default.username\" . }}";

    /// <summary>Colour of the bar.</summary>
    public string Color { get; set; } = "{{ if eq .Status \"firing\" }}danger{{ else }}good{{ end }}";

    /// <summary>Title.</summary>
    public string Title { get; set; } = "{{ template \"slack.default.title\" . }}";

    /// <summary>Where the title leads.</summary>
    public string TitleLink { get; set; } = "{{ template \"slack.default.titlelink\" . }}";

    /// <summary>What stands above the attachment.</summary>
    public string Pretext { get; set; } = "{{ template \"slack.default.pretext\" . }}";

    /// <summary>Text.</summary>
    public string Text { get; set; } = "{{ template \"slack.default.text\" . }}";

    /// <summary>What notifications show.</summary>
    public string Fallback { get; set; } = "{{ template \"slack.default.fallback\" . }}";

    /// <summary>Id that an action gives back.</summary>
    public string CallbackId { get; set; } = "{{ template \"slack.default.callbackid\" . }}";

    /// <summary>Emoji in place of the sender's picture.</summary>
    public string IconEmoji { get; set; } = "{{ template \"slack.default.iconemoji\" . }}";

    /// <summary>Address of the sender's picture.</summary>
    public string IconUrl { get; set; } = "{{ template \"slack.default.iconurl\" . }}";

    /// <summary>Address of a picture.</summary>
    public string ImageUrl { get; set; } = "";

    /// <summary>Address of a small picture.</summary>
    public string ThumbUrl { get; set; } = "";

    /// <summary>Foot line.</summary>
    public string Footer { get; set; } = "{{ template \"slack.default.footer\" . }}";

    /// <summary>Fields, a table of two columns.</summary>
    public List<SlackFieldOptions> Fields { get; set; } = [];

    /// <summary>Whether fields stand side by side where they do not say.</summary>
    public bool ShortFields { get; set; }

    /// <summary>Buttons.</summary>
    public List<SlackActionOptions> Actions { get; set; } = [];

    /// <summary>Whether names of channels and users become links.</summary>
    public bool LinkNames { get; set; }

    /// <summary>Parts that are written in Slack's markup.</summary>
    public List<string> MrkdwnIn { get; set; } = ["fallback", "pretext", "text"];

    internal SecretSource WebhookUrl => new(ApiUrlFile, ApiUrl, "api_url_file");

    internal SecretSource Token => new(AppTokenFile, Inline: null, "app_token_file");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WebhookUrl.IsGiven == Token.IsGiven) return [new("is missing or given together with app_token_file; give one of them", [nameof(ApiUrlFile)])];
        if (WebhookUrl.IsGiven) return AddressAndSecret.CheckSecret(WebhookUrl, nameof(ApiUrlFile), AddressAndSecret.UrlFault);
        IEnumerable<ValidationResult> channel = Channel.Length == 0 ? [new("is missing; with app_token_file it must say where to", [nameof(Channel)])] : [];
        return [.. AddressAndSecret.CheckUrl(AppUrl, nameof(AppUrl)), .. AddressAndSecret.CheckSecret(Token, nameof(AppTokenFile), _ => null), .. channel];
    }
}
