using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Receivers.Webhook;

namespace Telemetry.Alerting.Receivers;

/// <summary>Checks what receivers are made of: names, addresses, and that every secret's file holds one.</summary>
internal static class ReceiverValidation
{
    /// <summary>Every fault of the receivers; the member names are paths within section <c>alerting</c>.</summary>
    public static IEnumerable<ValidationResult> Check(IReadOnlyList<ReceiverOptions> receivers)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < receivers.Count; i++)
        {
            var path = $"receivers[{i}]";
            if (receivers[i].Name.Length == 0) yield return Fault($"{path}.name", "is missing");
            else if (!names.Add(receivers[i].Name)) yield return Fault($"{path}.name", $"'{receivers[i].Name}' is there twice");
            foreach (var fault in CheckParts(receivers[i], path)) yield return fault;
        }
    }

    private static IEnumerable<ValidationResult> CheckParts(ReceiverOptions receiver, string path) =>
        receiver.PagerDuty.SelectMany((part, i) => CheckPagerDuty(part, $"{path}.pagerduty_configs[{i}]"))
            .Concat(receiver.Alertmanager.SelectMany((part, i) => CheckUrl(part.Url, $"{path}.alertmanager_configs[{i}].url")))
            .Concat(receiver.Webhook.SelectMany((part, i) => CheckWebhook(part, $"{path}.webhook_configs[{i}]")));

    private static IEnumerable<ValidationResult> CheckPagerDuty(PagerDutyOptions options, string path) =>
        CheckUrl(options.Url, $"{path}.url").Concat(CheckSecret(options.RoutingKeyFile, $"{path}.routing_key_file", RoutingKey.Fault));

    private static IEnumerable<ValidationResult> CheckWebhook(WebhookOptions options, string path)
    {
        var address = (options.Url, options.UrlFile) switch
        {
            (null, null) => [Fault($"{path}.url", "is missing; give url or url_file")],
            (not null, not null) => [Fault($"{path}.url", "is given together with url_file; give one of them")],
            (not null, null) => CheckUrl(options.Url, $"{path}.url"),
            _ => CheckSecret(options.UrlFile, $"{path}.url_file", UrlFault),
        };
        return options.SecretFile is null
            ? address
            : address.Concat(CheckSecret(options.SecretFile, $"{path}.secret_file", WebhookSecret.Fault));
    }

    private static IEnumerable<ValidationResult> CheckUrl(string? url, string path)
    {
        if (string.IsNullOrEmpty(url)) yield return Fault(path, "is missing");
        else if (UrlFault(url) is { } fault) yield return Fault(path, fault);
    }

    private static IEnumerable<ValidationResult> CheckSecret(string? file, string path, Func<string, string?> faultOf)
    {
        if (string.IsNullOrEmpty(file)) yield return Fault(path, "is missing");
        else if (!SecretFile.TryRead(file, out var secret, out var error)) yield return Fault(path, error);
        else if (faultOf(secret) is { } fault) yield return Fault(path, $"the content of '{file}' {fault}");
    }

    // Never quotes the address: it may hold a secret.
    private static string? UrlFault(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            ? null
            : "is no http or https address";

    private static ValidationResult Fault(string member, string message) => new($"{member}: {message}", [member]);
}
