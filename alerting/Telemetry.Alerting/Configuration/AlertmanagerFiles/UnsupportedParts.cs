using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>What Alertmanager knows and we do not: named before the start, because a page that goes nowhere is worse than a refusal.</summary>
internal static class UnsupportedParts
{
    /// <summary>Every such key that is written, by its path.</summary>
    public static IEnumerable<ValidationResult> FaultsOf(AlertmanagerFile file) =>
        SectionWalk.Of(file, "").Select(step => (step.Member, Fault: FaultOf(step))).Where(found => found.Fault is not null)
            .Select(found => new ValidationResult(found.Fault, [found.Member]));

    private static string? FaultOf(SectionWalk.Step step) => (step.Owner, step.Property.Name) switch
    {
        (ReceiverSection, _) when step.Value is IList { Count: > 0 } and List<object> =>
            "is not supported; give these alerts one of email_configs, opsgenie_configs, pagerduty_configs, slack_configs and webhook_configs, or remove it",
        (HttpSection, nameof(HttpSection.Oauth2)) => "is not supported; basic_auth and authorization are",
        (HttpSection, nameof(HttpSection.ProxyConnectHeader)) => "is not supported; proxy_url is",
        (TlsSection, nameof(TlsSection.InsecureSkipVerify)) when step.Value is true => "is not supported: certificates are always verified; name the authority in ca_file",
        (OpsgenieSection, nameof(OpsgenieSection.UpdateAlerts)) when step.Value is true => "is not supported; remove it",
        (SlackActionSection, nameof(SlackActionSection.Confirm)) => "is not supported; remove it",
        _ => null,
    };
}
