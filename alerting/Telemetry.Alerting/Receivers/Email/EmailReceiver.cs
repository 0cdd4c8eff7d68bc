using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Tells people by mail.</summary>
internal sealed class EmailReceiver(string id, EmailOptions options, SmtpDelivery smtp, TemplateSet templates, TimeProvider time)
    : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "email";

    // Servers of providers take about this many a minute from one sender; one's own takes more.
    private const int Burst = 20;
    private const int PerMinute = 60;

    private readonly EmailTexts _texts = new(options, templates);

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = new($"{options.Smarthost} {options.From}", Burst, PerMinute);

    /// <inheritdoc/>
    public override async ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        if (MailAddresses.Parse(Fill(options.From, notification)) is not [var from]) return new(DeliveryOutcome.Refused, "from is no mail address");
        if (MailAddresses.Parse(Fill(options.To, notification)) is not { Count: > 0 and <= MailAddresses.Most } to) return new(DeliveryOutcome.Refused, "to is no list of mail addresses");
        var mail = MailBuilder.Build(notification, from, to, _texts.Of(notification, detail), time.GetUtcNow());
        return await smtp.SendAsync(mail, notification.Receipt, Timeout, cancellationToken).ConfigureAwait(false);
    }

    private string Fill(string text, Notification notification) =>
        notification.Subject is GroupSubject group ? templates.Expand(text, group.Data) : text;
}
