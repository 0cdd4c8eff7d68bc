using Telemetry.Alerting.Receivers.Email;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>Makes a receiver of mail of its section.</summary>
internal static class EmailTranslation
{
    /// <summary>The receiver.</summary>
    public static EmailOptions Of(EmailSection section, SectionContext context)
    {
        var (options, global) = (new EmailOptions(), context.Global);
        options.SendResolved = section.SendResolved ?? options.SendResolved;
        options.To = section.To ?? "";
        options.From = section.From ?? global.SmtpFrom ?? "";
        options.Hello = section.Hello ?? global.SmtpHello ?? options.Hello;
        options.Smarthost = section.Smarthost ?? global.SmtpSmarthost ?? "";
        options.AuthUsername = section.AuthUsername ?? global.SmtpAuthUsername;
        (options.AuthPassword, options.AuthPasswordFile) = context.Secret((section.AuthPassword, section.AuthPasswordFile), (global.SmtpAuthPassword, global.SmtpAuthPasswordFile));
        options.AuthSecret = section.AuthSecret ?? global.SmtpAuthSecret;
        options.AuthIdentity = section.AuthIdentity ?? global.SmtpAuthIdentity;
        options.RequireTls = section.RequireTls ?? global.SmtpRequireTls ?? options.RequireTls;
        options.TlsConfig = section.TlsConfig is null ? null : context.Tls(section.TlsConfig);
        options.Headers = section.Headers;
        options.Html = section.Html ?? options.Html;
        options.Text = section.Text ?? options.Text;
        return options;
    }
}
