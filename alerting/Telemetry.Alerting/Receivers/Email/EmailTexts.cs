using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Words of a mail: ours for an incident, the settings' for a group.</summary>
internal sealed class EmailTexts(EmailOptions options, TemplateSet templates)
{
    private const string SubjectHeader = "Subject";
    private const string DefaultSubject = "{{ template \"email.default.subject\" . }}";
    private const string AlertList = "{{ template \"__text_alert_list\" .Alerts }}";
    private const int PlainLength = 4000;

    /// <summary>The words that a level of detail leaves.</summary>
    public MailTexts Of(Notification notification, DetailLevel detail) => notification.Subject switch
    {
        IncidentSubject incident => OfIncident(notification, incident, detail),
        GroupSubject group => OfGroup(notification, new GroupTexts(templates, group.Data), detail),
        var other => throw new NotSupportedException($"No mail of a {other.GetType().Name}."),
    };

    private static MailTexts OfIncident(Notification notification, IncidentSubject incident, DetailLevel detail)
    {
        var title = IncidentText.Title(notification, incident);
        var links = detail == DetailLevel.Minimal ? [] : notification.Links.Select(link => $"{link.Text}: {link.Address.AbsoluteUri}");
        if (notification.Link is { } page) links = links.Prepend($"Incident: {page.AbsoluteUri}");
        var parts = new[] { title, IncidentText.Of(incident, detail), string.Join('\n', links) };
        return new MailTexts(title, string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n", Html: "", Headers: []);
    }

    private MailTexts OfGroup(Notification notification, GroupTexts texts, DetailLevel detail)
    {
        var subject = texts.Or(options.Headers.FirstOrDefault(IsSubject).Value ?? DefaultSubject, texts.Plain);
        var headers = options.Headers.Where(header => !IsSubject(header)).Select(header => KeyValuePair.Create(header.Key, texts[header.Value])).ToArray();
        if (detail == DetailLevel.Full && texts.Html(options.Html) is { Length: > 0 } html) return new MailTexts(subject, texts[options.Text], html, headers);
        var plain = detail == DetailLevel.Minimal ? "" : texts.Or(options.Text, texts[AlertList]);
        if (detail == DetailLevel.Plain) plain = Truncation.Cut(plain, PlainLength);
        return new MailTexts(subject, $"{subject}\n\n{plain}\n\n{notification.Link}".Trim() + "\n", Html: "", headers);
    }

    private static bool IsSubject(KeyValuePair<string, string> header) => header.Key.Equals(SubjectHeader, StringComparison.OrdinalIgnoreCase);
}
