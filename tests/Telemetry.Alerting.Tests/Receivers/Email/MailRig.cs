using System.Text;
using System.Text.RegularExpressions;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Email;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Tests.Receivers.Email;

/// <summary>A mail receiver, and a reader of what it sends.</summary>
internal static class MailRig
{
    /// <summary>Settings that send to one address in the clear.</summary>
    public static EmailOptions Options(string smarthost, string to = "ops@example.com") =>
        new() { Smarthost = smarthost, From = "Telemetry <pager@example.com>", To = to, RequireTls = false, SendResolved = true };

    /// <summary>The receiver of settings.</summary>
    public static EmailReceiver Receiver(EmailOptions options, TimeProvider time) => new(
        "mail/email/0", options, new SmtpDelivery(options, new EgressGuard(new EgressAllowList([])), time), TemplateSet.Default, time);

    /// <summary>Sends everything there is to say.</summary>
    public static ValueTask<DeliveryResult> SendAsync(EmailOptions options, TimeProvider time, Notification notification, DetailLevel detail = DetailLevel.Full) =>
        Receiver(options, time).SendAsync(notification, detail, CancellationToken.None);

    /// <summary>A header's value, unfolded; empty where it is absent.</summary>
    public static string Header(string mail, string name)
    {
        var head = mail.ReplaceLineEndings("\n").Split("\n\n")[0].Replace("\n ", " ", StringComparison.Ordinal);
        return head.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
    }

    /// <summary>A header's value with its encoded words read.</summary>
    public static string Text(string header) => Regex.Replace(
        header.Replace("?= =?", "?==?", StringComparison.Ordinal), @"=\?utf-8\?B\?(?<text>[^?]*)\?=", word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)),
        RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The only body of a mail that is in one part.</summary>
    public static string Body(string mail) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1]));
}
