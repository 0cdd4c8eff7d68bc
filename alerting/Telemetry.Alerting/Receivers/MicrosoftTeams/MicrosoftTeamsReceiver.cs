using System.Globalization;
using System.Text.RegularExpressions;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.MicrosoftTeams;

/// <summary>Tells a channel of Microsoft Teams through a workflow.</summary>
internal sealed partial class MicrosoftTeamsReceiver(string id, MicrosoftTeamsOptions options, HttpDelivery http, TemplateSet templates)
    : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "microsoft_teams";

    // Four a second and sixty in half a minute were the old connectors' limits; a workflow's are not published.
    private const int Burst = 4;
    private const int PerMinute = 60;

    private readonly MicrosoftTeamsCard _card = new(options, templates);

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = new($"{options.WebhookUrlFile}{options.WebhookUrl}", Burst, PerMinute);

    /// <inheritdoc/>
    public override async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (!SecretUrl.TryRead(open: null, options.Secret, out var url, out var fault)) return SettingsFault(fault);
        var request = new ReceiverRequest(url.Address, _card.Render(notification, detail)) { Secrets = url.Secrets, JudgeBody = Judge, Timeout = Timeout };
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // A failure behind the endpoint is told with 200 and a sentence.
    private static DeliveryResult Judge(string body)
    {
        if (ReportedError().Match(body) is not { Success: true } error) return new(DeliveryOutcome.Accepted, "");
        var outcome = int.Parse(error.Groups["status"].ValueSpan, CultureInfo.InvariantCulture) switch
        {
            429 => DeliveryOutcome.Throttled,
            401 or 403 or 404 or 410 => DeliveryOutcome.Refused,
            408 or >= 500 => DeliveryOutcome.Unavailable,
            _ => DeliveryOutcome.Rejected,
        };
        return new(outcome, body, MayHaveArrived: outcome == DeliveryOutcome.Unavailable);
    }

    [GeneratedRegex("returned HTTP error (?<status>[0-9]{3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReportedError();
}
