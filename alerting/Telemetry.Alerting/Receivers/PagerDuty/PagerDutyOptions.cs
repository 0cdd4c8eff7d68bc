using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>One PagerDuty integration. The texts are templates of groups of alerts that others posted; incidents say what they say themselves.</summary>
public sealed class PagerDutyOptions : HttpReceiverConfigOptions
{
    /// <summary>Where PagerDuty takes events.</summary>
    public const string DefaultUrl = "https://events.pagerduty.com/v2/enqueue";

    /// <summary>Defaults: the end is sent; tickets are not, because a pager is for pages.</summary>
    public PagerDutyOptions()
        : base(sendResolved: true, sendTickets: false)
    {
    }

    /// <summary>Full address of the enqueue call.</summary>
    public string Url { get; set; } = DefaultUrl;

    /// <summary>File that holds the integration's routing key (32 characters). Read again for each send, so a rotated key needs no restart.</summary>
    public string? RoutingKeyFile { get; set; }

    /// <summary>The routing key itself, from an Alertmanager's file alone.</summary>
    internal string? RoutingKey { get; set; }

    /// <summary>Whether what was changed near an incident's onset is sent as change events, which notify nobody. Not for ruleset keys (<c>R…</c>).</summary>
    public bool ChangeEvents { get; set; } = true;

    /// <summary>Name of the sender; also the event's source.</summary>
    public string Client { get; set; } = "{{ template \"pagerduty.default.client\" . }}";

    /// <summary>Link to the sender.</summary>
    public string ClientUrl { get; set; } = "{{ template \"pagerduty.default.clientURL\" . }}";

    /// <summary>The summary.</summary>
    public string Description { get; set; } = "{{ template \"pagerduty.default.description\" .}}";

    /// <summary>Severity: critical, error, warning or info.</summary>
    public string Severity { get; set; } = "error";

    /// <summary>Class of the event.</summary>
    public string Class { get; set; } = "";

    /// <summary>Component at fault.</summary>
    public string Component { get; set; } = "";

    /// <summary>Cluster or group of sources.</summary>
    public string Group { get; set; } = "";

    /// <summary>Entries of the details, over the default ones: firing, resolved, num_firing and num_resolved.</summary>
    public Dictionary<string, string> Details { get; set; } = [];

    /// <summary>Pictures.</summary>
    public List<PagerDutyImageOptions> Images { get; set; } = [];

    /// <summary>Links.</summary>
    public List<PagerDutyLinkOptions> Links { get; set; } = [];

    internal SecretSource Secret => new(RoutingKeyFile, RoutingKey, "routing_key_file");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AddressAndSecret.CheckUrl(Url, nameof(Url)).Concat(AddressAndSecret.CheckSecret(Secret, nameof(RoutingKeyFile), RoutingKey is null ? PagerDuty.RoutingKey.Fault : NoFault));

    // An Alertmanager's file is taken as it is; a key that is none is PagerDuty's to refuse.
    private static string? NoFault(string key) => null;
}
