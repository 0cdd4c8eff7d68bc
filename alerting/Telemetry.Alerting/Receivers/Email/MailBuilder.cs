using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>
/// Puts a mail together (RFC 5322). Its Message-ID comes from the notification, so that it is the same on every attempt; all mails of one
/// alert refer to the same thread, and later ones answer to it.
/// </summary>
internal static class MailBuilder
{
    /// <summary>The mail.</summary>
    /// <param name="notification">What it carries.</param>
    /// <param name="from">Sender.</param>
    /// <param name="to">Recipients.</param>
    /// <param name="texts">What it says.</param>
    /// <param name="date">When it is sent.</param>
    public static Mail Build(Notification notification, MailAddress from, IReadOnlyList<MailAddress> to, MailTexts texts, DateTimeOffset date)
    {
        var content = new StringBuilder();
        void Header(string name, string value) => content.Append(name).Append(": ").Append(value).Append("\r\n");
        var thread = $"<{MailText.Hash(notification.DedupKey)}.alert@{from.Host}>";
        Header("Date", date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header("From", Address(from));
        Header("To", string.Join(",\r\n ", to.Select(Address)));
        Header("Subject", MailText.Header(texts.Subject));
        Header("Message-ID", $"<{MailText.Hash(notification.MessageId)}@{from.Host}>");
        Header("References", thread);
        if (notification is { Sequence: > 1 } or { Action: NotificationAction.Resolve }) Header("In-Reply-To", thread);
        Header("Auto-Submitted", "auto-generated");
        foreach (var (name, value) in texts.Headers) Header(name, MailText.Header(value));
        Header("MIME-Version", "1.0");
        AppendBody(content, texts, boundary: $"=_{MailText.Hash($"boundary {notification.MessageId}")}");
        return new Mail(notification.MessageId, from.Address, [.. to.Select(address => address.Address)], Encoding.ASCII.GetBytes(content.ToString()));
    }

    private static string Address(MailAddress address) =>
        address.DisplayName.Length == 0 ? $"<{address.Address}>" : $"{DisplayName(address.DisplayName)} <{address.Address}>";

    private static string DisplayName(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ') ? name : MailText.EncodedHeader(name);

    private static void AppendBody(StringBuilder content, MailTexts texts, string boundary)
    {
        if (texts.Html.Length == 0 || texts.Plain.Length == 0)
        {
            AppendPart(content, texts.Html.Length > 0 ? "html" : "plain", texts.Html.Length > 0 ? texts.Html : texts.Plain);
            return;
        }

        content.Append("Content-Type: multipart/alternative; boundary=\"").Append(boundary).Append("\"\r\n\r\n");
        foreach (var (kind, text) in new[] { ("plain", texts.Plain), ("html", texts.Html) })
        {
            content.Append("--").Append(boundary).Append("\r\n");
            AppendPart(content, kind, text);
        }

        content.Append("--").Append(boundary).Append("--\r\n");
    }

    private static void AppendPart(StringBuilder content, string kind, string text) => content
        .Append("Content-Type: text/").Append(kind).Append("; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n").Append(MailText.Body(text));
}
