using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>One Opsgenie integration. The texts are templates of groups of alerts that others posted.</summary>
public class OpsgenieOptions : HttpReceiverConfigOptions
{
    /// <summary>Base address of the API; the European one is <c>https://api.eu.opsgenie.com/</c>.</summary>
    public const string DefaultUrl = "https://api.opsgenie.com/";

    /// <summary>Defaults: the end is sent, tickets are not.</summary>
    public OpsgenieOptions()
        : base(sendResolved: true, sendTickets: false)
    {
    }

    /// <summary>Base address of the API.</summary>
    public string ApiUrl { get; set; } = DefaultUrl;

    /// <summary>File that holds the API key. Read again for each send.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>The API key itself, from an Alertmanager's file alone.</summary>
    internal string? ApiKey { get; set; }

    /// <summary>The alert's text.</summary>
    public string Message { get; set; } = "{{ template \"opsgenie.default.message\" . }}";

    /// <summary>What is known.</summary>
    public string Description { get; set; } = "{{ template \"opsgenie.default.description\" . }}";

    /// <summary>Link to the sender.</summary>
    public string Source { get; set; } = "{{ template \"opsgenie.default.source\" . }}";

    /// <summary>Entries of the details, over the common labels.</summary>
    public Dictionary<string, string> Details { get; set; } = [];

    /// <summary>Who is told.</summary>
    public List<OpsgenieResponderOptions> Responders { get; set; } = [];

    /// <summary>Tags, separated by commas.</summary>
    public string Tags { get; set; } = "";

    /// <summary>A note.</summary>
    public string Note { get; set; } = "";

    /// <summary>Priority, P1 to P5.</summary>
    public string Priority { get; set; } = "";

    /// <summary>What the alert is about.</summary>
    public string Entity { get; set; } = "";

    /// <summary>Actions that can be taken, separated by commas.</summary>
    public string Actions { get; set; } = "";

    internal SecretSource Secret => new(ApiKeyFile, ApiKey, "api_key_file");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AddressAndSecret.CheckUrl(ApiUrl, nameof(ApiUrl)).Concat(AddressAndSecret.CheckSecret(Secret, nameof(ApiKeyFile), _ => null));
}
