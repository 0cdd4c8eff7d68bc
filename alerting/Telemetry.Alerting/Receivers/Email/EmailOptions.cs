using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>One mail to some people. The texts are templates of groups of alerts that others posted.</summary>
public sealed class EmailOptions : ReceiverConfigOptions
{
    /// <summary>Defaults of Alertmanager: the end is not sent. Tickets are.</summary>
    public EmailOptions()
        : base(sendResolved: false, sendTickets: true)
    {
    }

    /// <summary>Who it goes to: addresses, separated by commas.</summary>
    public string To { get; set; } = "";

    /// <summary>Who it comes from.</summary>
    public string From { get; set; } = "";

    /// <summary>The mail server, as <c>host:port</c>. On port 465 TLS begins at once, on others by STARTTLS.</summary>
    public string Smarthost { get; set; } = "";

    /// <summary>Name that we greet the server with.</summary>
    public string Hello { get; set; } = "localhost";

    /// <summary>User name; without it nobody signs in.</summary>
    public string? AuthUsername { get; set; }

    /// <summary>File that holds the password for PLAIN and LOGIN. Read again for each send.</summary>
    public string? AuthPasswordFile { get; set; }

    /// <summary>The password itself, from an Alertmanager's file alone.</summary>
    internal string? AuthPassword { get; set; }

    /// <summary>File that holds the secret for CRAM-MD5. Read again for each send.</summary>
    public string? AuthSecretFile { get; set; }

    /// <summary>The secret itself, from an Alertmanager's file alone.</summary>
    internal string? AuthSecret { get; set; }

    /// <summary>Identity for PLAIN, where it is not the user name.</summary>
    public string? AuthIdentity { get; set; }

    /// <summary>Whether a server that offers no TLS gets no mail. A password is never sent without TLS.</summary>
    public bool RequireTls { get; set; } = true;

    /// <summary>TLS: authority, client certificate, server name.</summary>
    public TlsConfigOptions? TlsConfig { get; set; }

    /// <summary>Text as HTML; none where it is empty.</summary>
    public string Html { get; set; } = "{{ template \"email.default.html\" . }}";

    /// <summary>Plain text; none where it is empty.</summary>
    public string Text { get; set; } = "";

    /// <summary>Further headers, Subject among them.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    internal SecretSource Password => new(AuthPasswordFile, AuthPassword, "auth_password_file");

    internal SecretSource CramSecret => new(AuthSecretFile, AuthSecret, "auth_secret_file");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => EmailOptionsCheck.FaultsOf(this);
}
